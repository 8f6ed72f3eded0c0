import type { JsonPath, Turn } from '../transcript.ts';
import { roleOf } from './roles.ts';
import { saidSegments } from './segments.ts';

const LABEL = /\n\n[ \t]*(Human|Assistant|System): ?/g;
// Kept apart from the label in the middle, which a search for its line ends finds faster.
const FIRST_LABEL = /^\s*(Human|Assistant|System): ?/;

/** Whether a text is a dialogue of `Human:` and `Assistant:` turns from its very start. */
export function startsAsDialogue(text: string): boolean {
  return /^\s*(?:Human|Assistant):/.test(text.slice(0, 200));
}

/** Whether a text is a dialogue, perhaps after a preamble: it has a turn of each side. */
export function isDialogue(text: string): boolean {
  return (
    (startsAsDialogue(text) || text.includes('\n\nHuman:')) &&
    (text.includes('\n\nAssistant:') || text.startsWith('Assistant:'))
  );
}

/**
 * The turns of a text as in hh-rlhf: `\n\nHuman: … \n\nAssistant: …`, each a part of the one string at `path`.
 * Text before the first label is system text.
 */
export function readDialogue(text: string, path: JsonPath): Turn[] {
  const turns: Turn[] = [];
  let speaker: string | null = null;
  let start = 0;
  const push = (end: number) => {
    if (speaker !== null || text.slice(start, end).trim() !== '') {
      const name = speaker ?? 'system';
      const role = roleOf(name);
      turns.push({ role, speaker: name, segments: saidSegments(text, path, role, start, end) });
    }
  };
  const begin = (match: RegExpMatchArray) => {
    speaker = match[1] ?? '';
    start = (match.index ?? 0) + match[0].length;
  };
  const first = FIRST_LABEL.exec(text);
  if (first !== null) {
    begin(first);
  }
  LABEL.lastIndex = start;
  for (let match = LABEL.exec(text); match !== null; match = LABEL.exec(text)) {
    push(match.index);
    begin(match);
  }
  push(text.length);
  return turns;
}
