import type { Transcript, Turn } from '../transcript.ts';
import { preferenceTranscript, systemOf } from './build.ts';
import type { Shape } from './shape.ts';
import { isAnswer, joinChat, readAnswer, readPrompt } from './sides.ts';
import { field, firstKey, has, isObject, type JsonObject } from './values.ts';

const PROMPT_KEYS = [
  'prompt',
  'question',
  'query',
  'input',
  'messages',
  'context',
  'conversation',
  'history',
];

/** A prompt with a chosen and a rejected answer, each a string or messages, as TRL takes them. */
export const preference: Shape = {
  name: 'preference',
  title: 'Preference pair (prompt, chosen, rejected)',
  example: '{"prompt": "…", "chosen": "…", "rejected": "…"}',

  recognise(value) {
    if (!isObject(value) || !isAnswer(field(value, 'chosen')) || !isAnswer(field(value, 'rejected'))) {
      return 0;
    }
    return has(value, 'prompt') ? 0.95 : 0.85;
  },

  read(value) {
    if (!isObject(value) || !has(value, 'chosen') || !has(value, 'rejected')) {
      return null;
    }
    return readPair(this.name, value, promptTurns(value), ['chosen'], ['rejected']);
  },
};

/** A preference record whose sides lie at two paths of one key each, after a prompt that both share. */
export function readPair(
  shape: string,
  record: JsonObject,
  prompt: readonly Turn[],
  chosen: readonly [string],
  rejected: readonly [string],
): Transcript {
  const side = (path: readonly [string]) => joinChat(prompt, readAnswer(field(record, path[0]), path));
  return preferenceTranscript({ shape, record, system: systemOf(record) }, side(chosen), side(rejected));
}

function promptTurns(record: JsonObject): Turn[] {
  const key = firstKey(record, PROMPT_KEYS);
  return key === null ? [] : readPrompt(field(record, key), [key]);
}
