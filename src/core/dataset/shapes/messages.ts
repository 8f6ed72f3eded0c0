import type { JsonPath, Role, Segment, Turn } from '../transcript.ts';
import { contentSegments, toolCallSegment } from './content.ts';
import { itemTurn } from './items.ts';
import { knownRole, roleOf, speaksReasoning, speaksToolCall } from './roles.ts';
import { renderedSegment, saidSegments, wholeSegment } from './segments.ts';
import {
  field,
  firstKey,
  has,
  isList,
  isObject,
  isPresent,
  isText,
  type JsonObject,
  listField,
  objectField,
  textField,
} from './values.ts';

const ROLE_KEYS = ['role', 'from', 'speaker', 'sender', 'author', 'user'] as const;
const CONTENT_KEYS = [
  'content',
  'value',
  'text',
  'parts',
  'message',
  'utterance',
  'body',
  'contents',
] as const;
const REASONING_KEYS = [
  'thinking',
  'reasoning_content',
  'reasoning',
  'thought',
  'thoughts',
  'tool_plan',
  'thinking_blocks',
  'reasoning_details',
] as const;
/** Where a thought of several keeps its text. */
const THOUGHTS = ['description', 'text', 'thinking', 'summary'] as const;
const CALL_KEYS = ['tool_calls', 'toolCalls', 'function_call', 'tool_call'] as const;

/** Who speaks in a message, as written; null when nobody is named. */
export function speakerOf(message: JsonObject): string | null {
  const key = firstKey(message, ROLE_KEYS, (found) => isText(found) || isObject(found));
  if (key === null) {
    // Petri names the role `type`.
    const type = textField(message, 'type');
    return type !== null && knownRole(type) !== null ? type : flaggedSpeaker(message);
  }
  const found = field(message, key);
  return isObject(found)
    ? (textField(found, 'role') ?? textField(found, 'name'))
    : isText(found)
      ? found
      : null;
}

/** Roles that are no names of anything else. */
const NAMED_ROLES: ReadonlySet<string> = new Set(['user', 'human', 'assistant', 'bot', 'chatbot', 'system']);

/** Some name the role where others give a name, and some only say whether it was the person who spoke. */
function flaggedSpeaker(message: JsonObject): string | null {
  for (const key of ['name', 'character', 'participant']) {
    const name = textField(message, key);
    if (name !== null && NAMED_ROLES.has(name.toLowerCase())) {
      return name;
    }
  }
  for (const key of ['is_human', 'is_user', 'isUser', 'fromUser']) {
    const flag = field(message, key);
    if (typeof flag === 'boolean') {
      return flag ? 'user' : 'assistant';
    }
  }
  return null;
}

/** Whether `value` is one message: somebody, and what they said or called. */
export function isMessage(value: unknown): value is JsonObject {
  return isObject(value) && (isBareMessage(value) || wrappedMessage(value) !== null);
}

function isBareMessage(value: JsonObject): boolean {
  return (
    speakerOf(value) !== null &&
    (firstKey(value, CONTENT_KEYS, () => true) !== null || firstKey(value, CALL_KEYS) !== null)
  );
}

/** Who speaks in a message, or in the message that it wraps. */
export function namedSpeaker(message: JsonObject): string | null {
  const wrapped = isBareMessage(message) ? null : wrappedMessage(message);
  return speakerOf(wrapped?.message ?? message);
}

/** A message inside an object: LangChain's serialised ones, and logs that keep more beside each message. */
function wrappedMessage(value: JsonObject): { message: JsonObject; key: string | null } | null {
  const info = objectField(value, 'info');
  if (info !== null && isText(field(info, 'role')) && isList(field(value, 'parts'))) {
    // OpenCode says who speaks beside the parts.
    return { message: { ...value, role: field(info, 'role') }, key: null };
  }
  const kwargs = objectField(value, 'kwargs');
  const id = listField(value, 'id')?.at(-1);
  if (kwargs !== null && isText(id)) {
    const role = id.replace(/Message(?:Chunk)?$/, '').toLowerCase();
    return knownRole(role) === null ? null : { message: { ...kwargs, role }, key: 'kwargs' };
  }
  const data = objectField(value, 'data');
  const type = textField(value, 'type');
  if (data !== null && type !== null && knownRole(type) !== null && has(data, 'content')) {
    return { message: { ...data, role: type }, key: 'data' };
  }
  const message = objectField(value, 'message');
  return message !== null && speakerOf(value) === null && isBareMessage(message)
    ? { message, key: 'message' }
    : null;
}

/** Whether `value` is a list that starts with a message. An empty list is none. */
export function isMessageList(value: unknown): value is readonly unknown[] {
  return isList(value) && value.length > 0 && isMessage(value[0]);
}

/** The turns of a list of messages; what is no message in it is kept as a turn of unknown speaker. */
export function readMessages(list: readonly unknown[], path: JsonPath): Turn[] {
  return list.flatMap((message, i) => {
    if (!isPresent(message)) {
      return [];
    }
    return [
      isObject(message)
        ? (readPlainMessage(message, path, i) ?? readMessage(message, [...path, i]))
        : strayTurn(message, [...path, i]),
    ];
  });
}

/** The roles as most files name them, with which nothing but a text is said. */
const PLAIN_ROLES: ReadonlyMap<unknown, Role> = new Map<unknown, Role>([
  ['user', 'user'],
  ['assistant', 'assistant'],
  ['system', 'system'],
]);

/** A message of a plain role and a text and nothing else, as nearly all are; null for any other. */
function readPlainMessage(message: JsonObject, path: JsonPath, at: number): Turn | null {
  const { role: speaker, content } = message;
  const role = PLAIN_ROLES.get(speaker);
  if (role === undefined || !isText(content) || !isText(speaker)) return null;
  let keys = 0;
  for (const _ in message) if (++keys > 2) return null;
  return { role, speaker, segments: saidSegments(content, [...path, at, 'content'], role) };
}

export function readMessage(message: JsonObject, path: JsonPath): Turn {
  const wrapped = isBareMessage(message) ? null : wrappedMessage(message);
  return wrapped === null
    ? readBareMessage(message, path)
    : readBareMessage(wrapped.message, wrapped.key === null ? path : [...path, wrapped.key]);
}

function readBareMessage(message: JsonObject, path: JsonPath): Turn {
  // Calls and reasoning may stand between messages as items of their own.
  const item = firstKey(message, ROLE_KEYS) === null ? itemTurn(message, path) : null;
  if (item !== null) {
    return item;
  }
  const speaker = speakerOf(message) ?? 'unknown';
  const role = roleOf(speaker);
  const said = saidInMessage(message, path, role, speaker);
  const segments = [
    ...reasoningKeySegments(message, path),
    ...(role === 'assistant' && field(message, 'channel') === 'analysis' ? said.map(asReasoning) : said),
    ...spokenSegments(message, path),
    ...refusalSegments(message, path),
    ...callSegments(message, path),
  ];
  return { role: role === 'user' && isToolResult(message, segments) ? 'tool' : role, speaker, segments };
}

/** Anthropic writes what a tool gave back as a user's message; an image may be part of it. */
function isToolResult(message: JsonObject, segments: readonly Segment[]): boolean {
  if (segments.length === 0 || !segments.some(({ kind }) => kind === 'tool-result' || kind === 'image')) {
    return false;
  }
  const blocks = listField(message, 'content') ?? [];
  return (
    segments.every(({ kind }) => kind === 'tool-result') || (blocks.length > 0 && blocks.every(isResultBlock))
  );
}

function isResultBlock(block: unknown): boolean {
  return isObject(block) && (field(block, 'type') === 'tool_result' || has(block, 'toolResult'));
}

function saidInMessage(message: JsonObject, path: JsonPath, role: Role, speaker: string): Segment[] {
  // A later key counts only where the earlier ones hold nothing, so that `content: ""` is content.
  const first = firstKey(message, CONTENT_KEYS);
  const isInParts = first !== null && field(message, first) === '' && isFilledList(field(message, 'parts'));
  const key = isInParts ? 'parts' : first;
  if (key === null) {
    return [];
  }
  const content = field(message, key);
  const contentPath = [...path, key];
  if (isText(content) && speaksToolCall(speaker)) {
    return [wholeSegment(content, contentPath, 'tool-call', toolNameIn(content))];
  }
  const recipient = role === 'assistant' ? textField(message, 'recipient') : null;
  if (isText(content) && recipient !== null && /^functions\./.test(recipient)) {
    return [wholeSegment(content, contentPath, 'tool-call', recipient)];
  }
  if (isText(content) && speaksReasoning(speaker)) {
    return [wholeSegment(content, contentPath, 'reasoning')];
  }
  const segments = contentSegments(content, contentPath, role);
  const name = role === 'tool' ? (textField(message, 'name') ?? textField(message, 'function')) : null;
  return name === null
    ? segments
    : segments.map((segment) => (segment.label === undefined ? { ...segment, label: name } : segment));
}

function isFilledList(value: unknown): boolean {
  return isList(value) && value.length > 0;
}

function reasoningKeySegments(message: JsonObject, path: JsonPath): Segment[] {
  const key = firstKey(message, REASONING_KEYS, (found) =>
    isText(found) ? found !== '' : isFilledList(found),
  );
  const given = key === null ? null : field(message, key);
  if (key !== null && isList(given)) {
    return listedThoughts(given, [...path, key]);
  }
  const text = isText(given) ? given : null;
  // SWE-agent repeats its content as `thought`; the same text is shown once.
  return key === null || text === null || text === field(message, 'content')
    ? []
    : [wholeSegment(text, [...path, key], 'reasoning')];
}

/** Thoughts of which each is an object around its text. */
function listedThoughts(thoughts: readonly unknown[], path: JsonPath): Segment[] {
  return thoughts.flatMap((thought, i) => {
    const key = isObject(thought) ? firstKey(thought, THOUGHTS, isText) : null;
    return isObject(thought) && key !== null
      ? [wholeSegment(textField(thought, key) ?? '', [...path, i, key], 'reasoning')]
      : [];
  });
}

/** What a harmony message says on its channel `analysis` is reasoning. */
function asReasoning(segment: Segment): Segment {
  return segment.kind === 'text' ? { ...segment, kind: 'reasoning' } : segment;
}

/** An answer that was spoken comes with what was said. */
function spokenSegments(message: JsonObject, path: JsonPath): Segment[] {
  const audio = objectField(message, 'audio');
  const text = audio === null ? null : textField(audio, 'transcript');
  return text === null ? [] : [wholeSegment(text, [...path, 'audio', 'transcript'], 'text')];
}

function refusalSegments(message: JsonObject, path: JsonPath): Segment[] {
  const refusal = textField(message, 'refusal');
  return refusal === null || refusal === ''
    ? []
    : [wholeSegment(refusal, [...path, 'refusal'], 'text', 'refusal')];
}

function callSegments(message: JsonObject, path: JsonPath): Segment[] {
  const key = firstKey(message, CALL_KEYS);
  const calls = key === null ? undefined : field(message, key);
  if (key === null) {
    return [];
  }
  if (isList(calls)) {
    return calls.flatMap((call, i) =>
      isObject(call)
        ? [toolCallSegment(call, [...path, key, i]), ...heldResult(call, [...path, key, i])]
        : isText(call)
          ? [wholeSegment(call, [...path, key, i], 'tool-call', toolNameIn(call))]
          : [],
    );
  }
  if (isObject(calls)) {
    return [toolCallSegment(calls, [...path, key])];
  }
  return isText(calls) && calls !== ''
    ? [wholeSegment(calls, [...path, key], 'tool-call', toolNameIn(calls))]
    : [];
}

/** What a call gave back, where the call holds it, as Gemini's command line keeps it. */
function heldResult(call: JsonObject, path: JsonPath): Segment[] {
  return (listField(call, 'result') ?? []).flatMap((part, i) => {
    const given = isObject(part) ? objectField(part, 'functionResponse') : null;
    const response = given === null ? null : objectField(given, 'response');
    const key = response === null ? null : firstKey(response, ['output', 'error'], isText);
    if (given === null || response === null || key === null) {
      return [];
    }
    const at = [...path, 'result', i, 'functionResponse', 'response', key];
    return [
      wholeSegment(textField(response, key) ?? '', at, 'tool-result', textField(given, 'name') ?? undefined),
    ];
  });
}

/** The tool's name in a call written as JSON text, without parsing what may be long. */
function toolNameIn(call: string): string | undefined {
  return /"name"\s*:\s*"([^"\\]{1,200})"/.exec(call.slice(0, 2000))?.[1];
}

function strayTurn(value: unknown, path: JsonPath): Turn {
  const segments = isText(value)
    ? [wholeSegment(value, path, 'other')]
    : [renderedSegment(String(value), 'other')];
  return { role: 'user', speaker: 'unknown', segments };
}
