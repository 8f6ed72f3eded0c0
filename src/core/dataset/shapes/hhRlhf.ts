import { preferenceTranscript } from './build.ts';
import { isDialogue, readDialogue, startsAsDialogue } from './dialogueText.ts';
import type { Shape } from './shape.ts';
import { has, isObject, type JsonObject, textField } from './values.ts';

/** hh-rlhf: two dialogues, each one string of `\n\nHuman: … \n\nAssistant: …`. */
export const hhRlhf: Shape = {
  name: 'hh-rlhf',
  title: 'hh-rlhf dialogue pair',
  example: String.raw`{"chosen": "\n\nHuman: …\n\nAssistant: …", "rejected": "\n\nHuman: …\n\nAssistant: …"}`,
  most: 0.98,

  recognise(value) {
    const pair = isObject(value) && !has(value, 'prompt') ? dialoguePair(value) : null;
    return pair === null ? 0 : 0.98;
  },

  read(value) {
    const pair = isObject(value) ? dialoguePair(value) : null;
    if (!isObject(value) || pair === null) {
      return null;
    }
    return preferenceTranscript(
      { shape: this.name, record: value },
      readDialogue(pair.chosen, ['chosen']),
      readDialogue(pair.rejected, ['rejected']),
    );
  },
};

function dialoguePair(record: JsonObject): { chosen: string; rejected: string } | null {
  const chosen = textField(record, 'chosen');
  const rejected = textField(record, 'rejected');
  if (chosen === null || rejected === null) {
    return null;
  }
  // A side may be cut short to one turn; the other then shows what both are.
  const isPair =
    startsAsDialogue(chosen) && startsAsDialogue(rejected) && (isDialogue(chosen) || isDialogue(rejected));
  return isPair ? { chosen, rejected } : null;
}
