import { chatTranscript, labelsOf } from './build.ts';
import { isDialogue, readDialogue } from './dialogueText.ts';
import type { Shape } from './shape.ts';
import { has, isObject, type JsonObject, textField } from './values.ts';

const RATINGS = ['rating', 'min_harmlessness_score_transcript'] as const;

/** A red-team attempt: a whole dialogue in `transcript`, with a rating. Also a dialogue under a like key. */
export const redTeam: Shape = {
  name: 'red-team',
  title: 'Red-team attempt',
  example: String.raw`{"transcript": "\n\nHuman: …\n\nAssistant: …", "rating": 4, "task_description": "…"}`,
  most: 0.95,

  recognise(value) {
    const key = isObject(value) ? dialogueKey(value) : null;
    return key === null ? 0 : key === 'transcript' ? 0.95 : 0.7;
  },

  read(value) {
    const key = isObject(value) ? dialogueKey(value) : null;
    return isObject(value) && key !== null
      ? chatTranscript(
          { shape: this.name, record: value, labels: labelsOf(value, RATINGS) },
          readDialogue(textField(value, key) ?? '', [key]),
        )
      : null;
  },
};

const KEYS = ['transcript', 'dialogue', 'dialog', 'conversation', 'text', 'chat'] as const;

function dialogueKey(record: JsonObject): string | null {
  const key = KEYS.find((name) => isDialogue(textField(record, name) ?? ''));
  if (key !== undefined) {
    return key;
  }
  // One side of a pair that has lost its other.
  return !has(record, 'rejected') && isDialogue(textField(record, 'chosen') ?? '') ? 'chosen' : null;
}
