import { chatTranscript, systemOf } from './build.ts';
import { isExchangeList, isOnlySaid, readExchanges } from './exchanges.ts';
import type { Shape } from './shape.ts';
import { isAnswer } from './sides.ts';
import { field, firstKey, isList, isObject, type JsonObject } from './values.ts';

/** A list of exchanges, each one object that holds both what was asked and what was answered. */
export const swift: Shape = {
  name: 'swift-conversation',
  title: 'Swift conversation (exchanges)',
  example: '{"system": "…", "conversation": [{"human": "…", "assistant": "…"}]}',
  most: 0.92,

  recognise(value) {
    if (!isObject(value) || exchangeKey(value) === null) {
      return 0;
    }
    // Beside a pair, the exchanges are where its sides come from.
    return isAnswer(field(value, 'chosen')) && isAnswer(field(value, 'rejected')) ? 0.8 : 0.92;
  },

  read(value) {
    const key = isObject(value) ? exchangeKey(value) : null;
    const list = isObject(value) && key !== null ? field(value, key) : null;
    return isObject(value) && key !== null && isList(list)
      ? chatTranscript(
          { shape: this.name, record: value, system: systemOf(value) },
          readExchanges(list, [key]),
        )
      : null;
  },
};

const LISTS = ['conversation', 'conversations', 'messages', 'dialog', 'dialogue', 'turns'] as const;

function exchangeKey(record: JsonObject): string | null {
  const key = firstKey(record, LISTS, isExchangeList);
  // Where something is asked beside it, a history is what came before.
  return key === null && firstKey(record, ['instruction', 'query', 'prompt', 'question']) === null
    ? firstKey(record, ['history'], (list) => isExchangeList(list) && isOnlySaid(list))
    : key;
}
