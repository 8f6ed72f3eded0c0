import { isMessageList } from './messages.ts';
import { readPair } from './preference.ts';
import type { Shape } from './shape.ts';
import { field, isObject, type JsonObject } from './values.ts';

const PAIRS = [
  ['chosen', 'rejected'],
  ['chosen_messages', 'rejected_messages'],
  ['chosen_conversations', 'rejected_conversations'],
  ['chosen_conversation', 'rejected_conversation'],
  ['conversations_chosen', 'conversations_rejected'],
  ['messages_chosen', 'messages_rejected'],
] as const;

/** Two message lists, each a whole chat, of which one is preferred. */
export const preferenceMessages: Shape = {
  name: 'preference-messages',
  title: 'Preference pair (two message lists)',
  example:
    '{"chosen": [{"role": "user", "content": "…"}, …], "rejected": [{"role": "user", "content": "…"}, …]}',
  most: 0.9,

  recognise(value) {
    return isObject(value) && pairOf(value) !== null ? 0.9 : 0;
  },

  read(value) {
    const pair = isObject(value) ? pairOf(value) : null;
    return isObject(value) && pair !== null ? readPair(this.name, value, [], [pair[0]], [pair[1]]) : null;
  },
};

function pairOf(record: JsonObject): (typeof PAIRS)[number] | null {
  return PAIRS.find((pair) => pair.every((key) => isChat(field(record, key)))) ?? null;
}

function isChat(value: unknown): boolean {
  return isMessageList(value) || (isObject(value) && isMessageList(field(value, 'messages')));
}
