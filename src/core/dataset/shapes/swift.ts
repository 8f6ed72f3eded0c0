import type { Turn } from '../transcript.ts';
import { chatTranscript, systemOf } from './build.ts';
import type { Shape } from './shape.ts';
import { readAnswer, readPrompt } from './sides.ts';
import { field, firstKey, isList, isObject, isText, type JsonObject } from './values.ts';

const ASKED = ['human', 'user', 'input', 'instruction', 'question', 'query', 'prompt'] as const;
const ANSWERED = ['assistant', 'gpt', 'bot', 'output', 'response', 'answer', 'completion'] as const;

/** A list of exchanges, each one object that holds both what was asked and what was answered. */
export const swift: Shape = {
  name: 'swift-conversation',
  title: 'Swift conversation (exchanges)',
  example: '{"system": "…", "conversation": [{"human": "…", "assistant": "…"}]}',

  recognise(value) {
    return isObject(value) && exchangeKey(value) !== null ? 0.92 : 0;
  },

  read(value) {
    const key = isObject(value) ? exchangeKey(value) : null;
    const list = isObject(value) && key !== null ? field(value, key) : null;
    if (!isObject(value) || key === null || !isList(list)) {
      return null;
    }
    return chatTranscript(
      { shape: this.name, record: value, system: systemOf(value) },
      list.flatMap((exchange, i) => (isObject(exchange) ? exchangeTurns(exchange, [key, i]) : [])),
    );
  },
};

function exchangeTurns(exchange: JsonObject, path: readonly (string | number)[]): Turn[] {
  const system = systemOf(exchange, path);
  const asked = firstKey(exchange, ASKED, isText);
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
    ...answer.map((turn) => ({
      ...turn,
      speaker: turn.speaker === 'assistant' && answered !== null ? answered : turn.speaker,
    })),
  ];
}

function exchangeKey(record: JsonObject): string | null {
  return firstKey(
    record,
    ['conversation', 'conversations', 'messages', 'dialog', 'dialogue', 'turns'],
    (list) => {
      const first = isList(list) ? list[0] : null;
      return (
        isObject(first) &&
        firstKey(first, ['role', 'from', 'speaker']) === null &&
        firstKey(first, ASKED, isText) !== null &&
        firstKey(first, ANSWERED, isText) !== null
      );
    },
  );
}
