import type { Role, Segment, Transcript, Turn } from '../transcript.ts';
import { chatTranscript, type Parts, recordIdOf, systemOf } from './build.ts';
import { isChatColumns, readColumns } from './columns.ts';
import { isMessage, isMessageList, namedSpeaker, readMessages } from './messages.ts';
import { knownRole, roleOf } from './roles.ts';
import { saidSegments, wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { withAnswerOf } from './sides.ts';
import { toolsOf } from './tools.ts';
import { withTwoSides } from './twoSides.ts';
import {
  field,
  firstKey,
  has,
  isList,
  isObject,
  isText,
  type JsonObject,
  objectField,
  textField,
} from './values.ts';
import { isWord } from './words.ts';

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
  'conversation_history',
  'trajectory',
  'history',
  'transcript',
  'utterances',
  'thread',
  'data',
  'exchange',
  'log',
  'conversation_input',
] as const;
const ALL_LISTS: readonly string[] = [...LISTS, ...MORE_LISTS];

/** A list of messages under any of the names that people give it, or a list of strings said in turn. */
export const chatAliases: Shape = {
  name: 'chat-aliases',
  title: 'Chat under other names',
  example: '{"dialog": [{"speaker": "user", "text": "…"}, {"speaker": "bot", "text": "…"}]}',
  most: 0.6,

  recognise(value) {
    if (isChatList(value)) {
      return 0.6;
    }
    if (!isObject(value)) {
      return 0;
    }
    if (listKey(value) !== null) {
      return 0.6;
    }
    return pairListKey(value) !== null ||
      stringListKey(value) !== null ||
      holderKey(value) !== null ||
      columnsKey(value) !== null
      ? 0.5
      : 0;
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
    const key = listKey(value);
    const list = key === null ? null : field(value, key);
    if (key !== null && isMessageList(list)) {
      const turns = withTwoSides(readMessages(list, [key]), list);
      const system = [...parts.system, ...contextOf(value, key)];
      return chatTranscript(
        { ...parts, system },
        withAnswerOf(value, [...turns, ...lastAsked(value, turns)]),
      );
    }
    const pairs = pairListKey(value);
    const exchanges = pairs === null ? null : field(value, pairs);
    if (pairs !== null && isList(exchanges)) {
      return chatTranscript(parts, pairTurns(exchanges, pairs));
    }
    const strings = stringListKey(value);
    const said = strings === null ? null : field(value, strings);
    return strings !== null && isList(said)
      ? chatTranscript(parts, alternating(said, strings))
      : (readHeld(parts, value) ?? readInColumns(parts, value));
  },
};

/** Keys of objects that hold a list of messages beside what is known of the chat. */
const HOLDERS = ['conversation', 'chat', 'dialog', 'dialogue', 'transcript', 'session', 'data'] as const;

function holderKey(record: JsonObject): string | null {
  return firstKey(record, HOLDERS, (value) => isObject(value) && isChatList(field(value, 'messages')));
}

function columnsKey(record: JsonObject): string | null {
  return firstKey(record, [...LISTS, 'utterances'], isChatColumns);
}

function readInColumns(parts: Parts, record: JsonObject): Transcript | null {
  const key = columnsKey(record);
  const columns = key === null ? null : objectField(record, key);
  return key === null || columns === null ? null : chatTranscript(parts, readColumns(columns, [key]));
}

function readHeld(parts: Parts, record: JsonObject): Transcript | null {
  const key = holderKey(record);
  const holder = key === null ? null : objectField(record, key);
  const list = holder === null ? null : field(holder, 'messages');
  if (key === null || holder === null || !isList(list)) {
    return null;
  }
  const tools = toolsOf(holder);
  return chatTranscript(
    {
      ...parts,
      system: [...(parts.system ?? []), ...systemOf(holder, [key])],
      recordId: recordIdOf(record) ?? recordIdOf(holder),
      ...(tools.length > 0 ? { tools } : {}),
    },
    withTwoSides(readMessages(list, [key, 'messages']), list),
  );
}

/** Keys under which other things than chats are kept: only speakers that are known make them one. */
const WEAK: ReadonlySet<string> = new Set([
  'items',
  'data',
  'log',
  'history',
  'thread',
  'transcript',
  'exchange',
]);
/** How many messages are looked at. */
const LOOKED_AT = 8;
/** Keys that mails, edges of graphs and chats at work have, and messages of a chat have not. */
const OF_OTHERS = ['to', 'subject', 'cc', 'ts', 'recipient', 'from_id'] as const;

function listKey(record: JsonObject): string | null {
  return ALL_LISTS.find((key) => isChatList(field(record, key), WEAK.has(key))) ?? null;
}

/** Whether a list is a chat: somebody known speaks in it, or (where its key says so) anybody speaks sentences. */
function isChatList(value: unknown, isWeak = true): value is readonly unknown[] {
  if (!isMessageList(value)) {
    return false;
  }
  const messages = value.slice(0, LOOKED_AT).filter(isMessage);
  return (
    messages.some((message) => {
      const role = knownRole(namedSpeaker(message) ?? '');
      // Systems write logs, too.
      return role !== null && !(isWeak && role === 'system');
    }) ||
    (!isWeak && messages.every((message) => firstKey(message, OF_OTHERS) === null))
  );
}

/** Cohere keeps the newest message, and PaLM the system text, beside the list. */
function lastAsked(record: JsonObject, turns: readonly Turn[]): Turn[] {
  const message = textField(record, 'message');
  return message === null || message === '' || turns.at(-1)?.role === 'user'
    ? []
    : [{ role: 'user', speaker: 'message', segments: saidSegments(message, ['message'], 'user') }];
}

function contextOf(record: JsonObject, list: string): Segment[] {
  const key = firstKey(record, list === 'messages' ? ['context', 'preamble'] : ['preamble'], isText);
  const text = key === null ? null : textField(record, key);
  return key === null || text === null || text === '' ? [] : [wholeSegment(text, [key], 'text')];
}

/** A list of pairs: who speaks and what, or what was asked and answered. */
function pairListKey(record: JsonObject): string | null {
  return firstKey(
    record,
    [...LISTS.filter((key) => key !== 'items'), 'chat_history', 'history'],
    (list) =>
      isList(list) &&
      list.length > 0 &&
      list.every((pair) => isList(pair) && pair.length === 2 && pair.every(isText)),
  );
}

function pairTurns(list: readonly unknown[], key: string): Turn[] {
  const first = list[0];
  const isNamed = isList(first) && isText(first[0]) && knownRole(first[0]) !== null;
  return list.flatMap((pair, i): Turn[] => {
    const [a, b] = isList(pair) ? pair : [];
    if (!isText(a) || !isText(b)) {
      return [];
    }
    if (isNamed) {
      const role = roleOf(a);
      return [{ role, speaker: a, segments: saidSegments(b, [key, i, 1], role) }];
    }
    return [
      { role: 'user', speaker: 'user', segments: saidSegments(a, [key, i, 0], 'user') },
      { role: 'assistant', speaker: 'assistant', segments: saidSegments(b, [key, i, 1], 'assistant') },
    ];
  });
}

function stringListKey(record: JsonObject): string | null {
  // The questions of MT-bench are a list of strings too, and all of them are the user's.
  return has(record, 'question_id')
    ? null
    : (firstKey(
        record,
        ALL_LISTS,
        (list) => isList(list) && list.length >= 2 && list.every(isText) && !list.every(isWord),
      ) ?? firstKey(record, ['conversations'], isOnePrompt));
}

/** A chat of which only what begins it is known. */
function isOnePrompt(list: unknown): boolean {
  return isList(list) && list.length === 1 && isText(list[0]) && !isWord(list[0]);
}

function alternating(list: readonly unknown[], key: string): Turn[] {
  return list.flatMap((text, i) => {
    const role: Role = i % 2 === 0 ? 'user' : 'assistant';
    return isText(text) ? [{ role, speaker: role, segments: saidSegments(text, [key, i], role) }] : [];
  });
}
