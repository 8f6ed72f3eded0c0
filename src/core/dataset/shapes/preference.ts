import type { Transcript, Turn } from '../transcript.ts';
import { historyTurns } from './alpacaPrompt.ts';
import { preferenceTranscript, systemOf } from './build.ts';
import { isMessageList, readMessages } from './messages.ts';
import type { Shape } from './shape.ts';
import { isAnswer, joinChat, readAnswer, readPrompt } from './sides.ts';
import { field, firstKey, isList, isObject, isText, type JsonObject } from './values.ts';

const PROMPT_KEYS = [
  'prompt',
  'question',
  'query',
  'instruction',
  'input',
  'messages',
  'context',
  'conversation',
  'dialogue',
  'problem',
];

/** The better and the worse answer by the names that pipelines give them. */
const PAIRS = [
  ['chosen', 'rejected'],
  ['chosen_response', 'rejected_response'],
  ['response_chosen', 'response_rejected'],
  ['chosen_answer', 'rejected_answer'],
  ['accepted', 'rejected'],
  ['preferred', 'rejected'],
  ['preferred', 'dispreferred'],
  ['preferred_response', 'dispreferred_response'],
  ['better_response', 'worse_response'],
  ['edited_response', 'original_response'],
  ['good_edited_response', 'bad_edited_response'],
  ['better', 'worse'],
  ['response_j', 'response_k'],
  ['winning_response', 'losing_response'],
  ['response', 'rejected_response'],
  ['output', 'rejected_output'],
] as const;

/** A prompt with a chosen and a rejected answer, each a string or messages, as TRL takes them. */
export const preference: Shape = {
  name: 'preference',
  title: 'Preference pair (prompt, chosen, rejected)',
  example: '{"prompt": "…", "chosen": "…", "rejected": "…"}',
  most: 0.96,

  recognise(value) {
    if (!isObject(value)) {
      return 0;
    }
    const pair = pairOf(value);
    if (pair === null) {
      return rejectedKey(value) === null ? 0 : 0.96;
    }
    const isUsual = pair[0] === 'chosen';
    return firstKey(value, PROMPT_KEYS.slice(0, isUsual ? 1 : undefined)) !== null
      ? 0.95
      : isUsual
        ? 0.85
        : 0;
  },

  read(value) {
    const pair = isObject(value) ? pairOf(value) : null;
    if (!isObject(value)) {
      return null;
    }
    if (pair === null) {
      return readRejected(this.name, value);
    }
    return readPair(this.name, value, [...historyTurns(value), ...promptTurns(value)], [pair[0]], [pair[1]]);
  },
};

function pairOf(record: JsonObject): (typeof PAIRS)[number] | null {
  return PAIRS.find((pair) => pair.every((key) => isAnswer(field(record, key)))) ?? null;
}

const CHATS = ['messages', 'conversations', 'conversation'] as const;

/** Where a whole chat ends on the chosen answer, and the rejected one stands apart, as Swift has it. */
function rejectedKey(record: JsonObject): string | null {
  return firstKey(record, CHATS, isMessageList) !== null
    ? firstKey(record, ['rejected_response', 'rejected_messages', 'rejected'], isAnswer)
    : null;
}

function readRejected(shape: string, record: JsonObject): Transcript | null {
  const key = rejectedKey(record);
  const list = firstKey(record, CHATS, isMessageList);
  const messages = list === null ? null : field(record, list);
  if (key === null || list === null || !isMessageList(messages)) {
    return null;
  }
  const chosen = readMessages(messages, [list]);
  const last = chosen.findLastIndex((turn) => turn.role === 'assistant');
  return preferenceTranscript(
    { shape, record, system: systemOf(record) },
    chosen,
    joinChat(chosen.slice(0, last === -1 ? undefined : last), readSide(record, key)),
  );
}

/** One side of a pair. Several texts are several answers, of which the first is read. */
function readSide(record: JsonObject, key: string): Turn[] {
  const answer = field(record, key);
  return isList(answer) && answer.length > 0 && answer.every(isText)
    ? readAnswer(answer[0], [key, 0])
    : readAnswer(answer, [key]);
}

/** A preference record whose sides lie at two paths of one key each, after a prompt that both share. */
export function readPair(
  shape: string,
  record: JsonObject,
  prompt: readonly Turn[],
  chosen: readonly [string],
  rejected: readonly [string],
): Transcript {
  const side = ([key]: readonly [string]) => joinChat(prompt, readSide(record, key));
  return preferenceTranscript({ shape, record, system: systemOf(record) }, side(chosen), side(rejected));
}

function promptTurns(record: JsonObject): Turn[] {
  const key = firstKey(record, PROMPT_KEYS) ?? firstKey(record, ['history'], (value) => !isPairs(value));
  return key === null ? [] : readPrompt(field(record, key), [key]);
}

/** Earlier exchanges as pairs, which come before a prompt and are none. */
function isPairs(value: unknown): boolean {
  return isList(value) && value.every(isList);
}
