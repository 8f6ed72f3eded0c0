import type { Role, Turn } from '../transcript.ts';
import { chatTranscript, systemOf } from './build.ts';
import { isMessageList, readMessages, speakerOf } from './messages.ts';
import { knownRole } from './roles.ts';
import { saidSegments } from './segments.ts';
import type { Shape } from './shape.ts';
import { field, firstKey, has, isList, isObject, isText, type JsonObject } from './values.ts';

const LISTS = [
  'conversation',
  'conversations',
  'messages',
  'items',
  'dialog',
  'dialogue',
  'turns',
  'chat',
] as const;
const MORE_LISTS = [
  'chat_messages',
  'chat_history',
  'history',
  'transcript',
  'utterances',
  'thread',
  'data',
  'exchange',
  'log',
] as const;
const ALL_LISTS: readonly string[] = [...LISTS, ...MORE_LISTS];

/** A list of messages under any of the names that people give it, or a list of strings said in turn. */
export const chatAliases: Shape = {
  name: 'chat-aliases',
  title: 'Chat under other names',
  example: '{"dialog": [{"speaker": "user", "text": "…"}, {"speaker": "bot", "text": "…"}]}',

  recognise(value) {
    if (isMessageList(value)) {
      return 0.6;
    }
    if (!isObject(value)) {
      return 0;
    }
    if (firstKey(value, ALL_LISTS, isMessageList) !== null) {
      return 0.6;
    }
    return stringListKey(value) === null ? 0 : 0.5;
  },

  read(value) {
    if (isMessageList(value)) {
      // The record is the list itself.
      return chatTranscript({ shape: this.name, record: {} }, withTwoSides(readMessages(value, []), value));
    }
    if (!isObject(value)) {
      return null;
    }
    const parts = { shape: this.name, record: value, system: systemOf(value) };
    const key = firstKey(value, ALL_LISTS, isMessageList);
    const list = key === null ? null : field(value, key);
    if (key !== null && isMessageList(list)) {
      return chatTranscript(parts, withTwoSides(readMessages(list, [key]), list));
    }
    const strings = stringListKey(value);
    const said = strings === null ? null : field(value, strings);
    return strings !== null && isList(said) ? chatTranscript(parts, alternating(said, strings)) : null;
  },
};

/** Where the speakers are two names that say nothing, the one who speaks second is taken for the assistant. */
function withTwoSides(turns: readonly Turn[], list: readonly unknown[]): readonly Turn[] {
  const speakers = new Set<string>();
  for (const message of list) {
    const speaker = isObject(message) ? speakerOf(message) : null;
    if (speaker !== null) {
      speakers.add(speaker);
    }
  }
  const [first, second] = [...speakers];
  if (speakers.size !== 2 || first === undefined || second === undefined) {
    return turns;
  }
  if (knownRole(second) !== null || knownRole(first) === 'assistant') {
    return turns;
  }
  return turns.map((turn) => (turn.speaker === second ? { ...turn, role: 'assistant' as const } : turn));
}

function stringListKey(record: JsonObject): string | null {
  // The questions of MT-bench are a list of strings too, and all of them are the user's.
  return has(record, 'question_id')
    ? null
    : firstKey(record, ALL_LISTS, (list) => isList(list) && list.length >= 2 && list.every(isText));
}

function alternating(list: readonly unknown[], key: string): Turn[] {
  return list.flatMap((text, i) => {
    const role: Role = i % 2 === 0 ? 'user' : 'assistant';
    return isText(text) ? [{ role, speaker: role, segments: saidSegments(text, [key, i], role) }] : [];
  });
}
