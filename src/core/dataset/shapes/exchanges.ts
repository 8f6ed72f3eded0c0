import type { JsonPath, Turn } from '../transcript.ts';
import { systemOf } from './build.ts';
import { saidSegments } from './segments.ts';
import { readAnswer, readPrompt } from './sides.ts';
import { field, firstKey, isList, isObject, isText, type JsonObject } from './values.ts';

const ASKED = ['human', 'user', 'input', 'instruction', 'question', 'query', 'prompt'] as const;
const GIVEN = ['tool', 'observation', 'tool_response'] as const;
const ANSWERED = ['assistant', 'gpt', 'bot', 'output', 'response', 'answer', 'completion'] as const;
/** What says who speaks: an object with one of these is one message and no exchange. */
const OF_MESSAGES = ['role', 'from', 'speaker'] as const;
const OF_TURNS: ReadonlySet<string> = new Set([...ASKED, ...GIVEN, ...ANSWERED, 'system']);

/** Whether `value` is a list of exchanges, each an object that holds what was asked and what was answered. */
export function isExchangeList(value: unknown): value is readonly unknown[] {
  const first = isList(value) ? value[0] : null;
  if (!isList(value) || !isObject(first) || firstKey(first, OF_MESSAGES) !== null) {
    return false;
  }
  const isAnswered = (found: unknown) => isText(found) || found === null;
  return (
    (firstKey(first, ASKED, isText) !== null && firstKey(first, ANSWERED, isAnswered) !== null) ||
    areTurns(value)
  );
}

/** Whether a list of exchanges holds nothing but what was said: a history is often one of something else. */
export function isOnlySaid(list: readonly unknown[]): boolean {
  return list.every(
    (exchange) => isObject(exchange) && Object.keys(exchange).every((key) => OF_TURNS.has(key)),
  );
}

/** Whether each object of a list says one thing, under the name of who says it. */
function areTurns(list: readonly unknown[]): boolean {
  const keys = list.map((turn) => {
    const [key, ...more] = isObject(turn) ? Object.keys(turn) : [];
    return key !== undefined && more.length === 0 && OF_TURNS.has(key) ? key : null;
  });
  const has = (names: readonly string[]) => keys.some((key) => key !== null && names.includes(key));
  return !keys.includes(null) && has(ASKED) && has(ANSWERED);
}

export function readExchanges(list: readonly unknown[], path: JsonPath): Turn[] {
  return list.flatMap((exchange, i) => (isObject(exchange) ? exchangeTurns(exchange, [...path, i]) : []));
}

function exchangeTurns(exchange: JsonObject, path: JsonPath): Turn[] {
  const system = systemOf(exchange, path);
  const asked = firstKey(exchange, ASKED, isText);
  const given = firstKey(exchange, GIVEN, isText);
  const answered = firstKey(exchange, ANSWERED, isText);
  const asking =
    asked === null || field(exchange, asked) === ''
      ? []
      : readPrompt(field(exchange, asked), [...path, asked]);
  const answer = answered === null ? [] : readAnswer(field(exchange, answered), [...path, answered]);
  return [
    ...(system.length === 0 ? [] : [{ role: 'system' as const, speaker: 'system', segments: system }]),
    ...asking.map((turn) => ({
      ...turn,
      speaker: turn.speaker === 'user' && asked !== null ? asked : turn.speaker,
    })),
    ...(given === null ? [] : [givenTurn(exchange, given, path)]),
    ...answer.map((turn) => ({
      ...turn,
      speaker: turn.speaker === 'assistant' && answered !== null ? answered : turn.speaker,
    })),
  ];
}

function givenTurn(exchange: JsonObject, key: string, path: JsonPath): Turn {
  const text = field(exchange, key);
  const segments = saidSegments(isText(text) ? text : '', [...path, key], 'tool');
  return { role: 'tool', speaker: key, segments };
}
