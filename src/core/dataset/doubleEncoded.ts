import { isMessage } from './shapes/messages.ts';
import { field, isList, isObject, isText, type JsonObject } from './shapes/values.ts';
import type { Segment, Transcript, Turn } from './transcript.ts';

/** Keys whose value some pipelines write as JSON inside a string, because a table's column holds strings only. */
const KEYS: ReadonlySet<string> = new Set([
  'messages',
  'conversations',
  'conversation',
  'dialog',
  'dialogue',
  'turns',
  'history',
  'traj',
  'trajectory',
  'prompt',
  'chosen',
  'rejected',
  'completion',
  'response_a',
  'response_b',
  'conversation_a',
  'conversation_b',
  'contents',
]);

/** A record with the chat that its strings held, and which of its keys held it. */
export interface Decoded {
  readonly value: unknown;
  /** Null when the whole record was one string. */
  readonly keys: ReadonlySet<string> | null;
}

/** Takes chats out of strings that are JSON; null when the record has none. */
export function decodeStrings(value: unknown): Decoded | null {
  if (isText(value)) {
    const inner = parsed(value);
    return isObject(inner) ? { value: inner, keys: null } : null;
  }
  if (!isObject(value)) {
    return null;
  }
  const decoded: [string, unknown][] = [];
  for (const key of Object.keys(value)) {
    const chat = KEYS.has(key) ? chatIn(value[key]) : null;
    if (chat !== null) {
      decoded.push([key, chat]);
    }
  }
  if (decoded.length === 0) {
    return null;
  }
  const copy: JsonObject = { ...value, ...Object.fromEntries(decoded) };
  return { value: copy, keys: new Set(decoded.map(([key]) => key)) };
}

/** The transcript with the texts that lie in a string inside a string marked as being in none: they cannot be edited. */
export function withoutOrigins(transcript: Transcript, keys: ReadonlySet<string> | null): Transcript {
  const segment = (one: Segment): Segment =>
    one.origin !== null && (keys === null || keys.has(String(one.origin.path[0])))
      ? { ...one, origin: null }
      : one;
  const turn = (one: Turn): Turn => ({ ...one, segments: one.segments.map(segment) });
  return {
    ...transcript,
    system: transcript.system.map(segment),
    turns: transcript.turns.map(turn),
    responses: transcript.responses.map((response) => ({
      ...response,
      context: response.context.map(turn),
      turn: turn(response.turn),
      after: response.after.map(turn),
    })),
  };
}

function chatIn(value: unknown): readonly unknown[] | null {
  if (isText(value)) {
    const list = /^\s*\[\s*["{[]/.test(value.slice(0, 200)) ? parsed(value) : null;
    return isList(list) && isChat(list) ? list : null;
  }
  if (isList(value) && isText(value[0]) && /^\s*\{\s*"/.test(value[0])) {
    const list = value.map((item) => (isText(item) ? parsed(item) : item));
    return isMessage(list[0]) ? list : null;
  }
  return null;
}

function isChat(list: readonly unknown[]): boolean {
  const [first] = list;
  return isMessage(first) || list.every(isText) || (isObject(first) && isList(field(first, 'parts')));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
