import { chatTranscript, systemOf } from './build.ts';
import { isMessageList, readMessages } from './messages.ts';
import { readPair } from './preference.ts';
import type { Shape } from './shape.ts';
import { isAnswer } from './sides.ts';
import { withTwoSides } from './twoSides.ts';
import { field, has, isList, isObject, type JsonObject } from './values.ts';

/** ShareGPT: `conversations` of `from` and `value`. */
export const sharegpt: Shape = {
  name: 'sharegpt',
  title: 'ShareGPT',
  example:
    '{"conversations": [{"from": "human", "value": "…"}, {"from": "gpt", "value": "…"}], "tools": "[…]"}',
  most: 0.97,

  recognise(value) {
    const key = isObject(value) ? sharegptKey(value) : null;
    if (!isObject(value) || key === null) {
      return 0;
    }
    const list = field(value, key);
    const first = isList(list) ? list[0] : null;
    if (key === 'conversations' && isRanking(value)) {
      return 0.97;
    }
    return isObject(first) && has(first, 'from') ? 0.9 : 0.7;
  },

  read(value) {
    const key = isObject(value) ? sharegptKey(value) : null;
    const list = isObject(value) && key !== null ? field(value, key) : null;
    if (!isObject(value) || key === null || !isList(list)) {
      return null;
    }
    if (isRanking(value)) {
      return readPair(this.name, value, readMessages(list, [key]), ['chosen'], ['rejected']);
    }
    const turns = readMessages(list, [key]);
    return chatTranscript(
      { shape: this.name, record: value, system: systemOf(value) },
      turns.some(({ role }) => role === 'assistant') ? turns : withTwoSides(turns, list),
    );
  },
};

/** A ranking ends the chat with a chosen and a rejected message. */
function isRanking(record: JsonObject): boolean {
  return isAnswer(field(record, 'chosen')) && isAnswer(field(record, 'rejected'));
}

/** The key that holds the messages: `conversations`, or another name with messages of `from` and `value`. */
export function sharegptKey(record: JsonObject): string | null {
  const list = field(record, 'conversations');
  if (isMessageList(list) || (isList(list) && list.length === 0)) {
    return 'conversations';
  }
  for (const key of ['conversation', 'messages']) {
    const other = field(record, key);
    if (isMessageList(other)) {
      const first = other[0];
      if (isObject(first) && has(first, 'from') && Object.hasOwn(first, 'value')) {
        return key;
      }
    }
  }
  return null;
}
