import type { JsonPath, Transcript, Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { contentSegments } from './content.ts';
import { itemTurn } from './items.ts';
import { isMessage, readMessage, speakerOf } from './messages.ts';
import { knownRole } from './roles.ts';
import { renderedSegment, wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { isTavernLine, tavernTurn } from './tavern.ts';
import {
  field,
  firstKey,
  has,
  isList,
  isObject,
  isText,
  type JsonObject,
  objectField,
  renderJson,
  textField,
} from './values.ts';

const CODEX_TYPES: ReadonlySet<string> = new Set([
  'session_meta',
  'response_item',
  'event_msg',
  'turn_context',
  'compacted',
]);
const CODEX_ITEMS: ReadonlySet<string> = new Set([
  'message',
  'reasoning',
  'function_call',
  'function_call_output',
  'custom_tool_call',
  'custom_tool_call_output',
  'local_shell_call',
]);
const CLAUDE_KEYS = ['uuid', 'parentUuid', 'sessionId', 'session_id', 'leafUuid', 'isSidechain', 'messageId'];
const PLAIN_TYPES: ReadonlySet<string> = new Set([
  'session',
  'model_change',
  'thinking_level_change',
  'result',
  'init',
]);

/** Types of Claude Code's lines; other programs' events have such keys, but not such types. */
const CLAUDE_TYPES: ReadonlySet<string> = new Set([
  ...['user', 'assistant', 'system', 'summary', 'result', 'file-history-snapshot', 'queue-operation'],
  ...['progress', 'attachment', 'custom-title', 'agent-name', 'last-prompt', 'stream_event'],
]);
/** Keys that only session logs have, whatever a line's type. */
const SESSION_KEYS = [
  'parentUuid',
  'isSidechain',
  'leafUuid',
  'gitBranch',
  'cwd',
  'modelId',
  'thinkingLevel',
] as const;

/** One line of an agent's session log (Claude Code, Codex and the like). The chat is the file: see `readSession`. */
export const agentSession: Shape = {
  name: 'agent-session',
  title: 'Agent session log',
  example:
    '{"type": "assistant", "uuid": "…", "sessionId": "…", "message": {"role": "assistant", "content": […]}}',

  recognise(value) {
    if (!isObject(value)) {
      return 0;
    }
    const type = textField(value, 'type');
    if (type === null) {
      return isTavernLine(value) || isNamedLine(value) ? 0.9 : isPlainMessage(value) ? 0.3 : 0;
    }
    if (CODEX_TYPES.has(type) && isObject(field(value, 'payload'))) {
      return 0.98;
    }
    if (type.startsWith('item.') && isObject(field(value, 'item'))) {
      return 0.95;
    }
    if (isClaudeLine(value, type)) {
      return 0.97;
    }
    if (isObject(field(value, 'message')) && (type === 'message' || knownRole(type) !== null)) {
      return 0.95;
    }
    if (type === 'message' && isMessage(value) && knownRole(speakerOf(value) ?? '') !== null) {
      return 0.9;
    }
    return (CODEX_ITEMS.has(type) && (has(value, 'call_id') || has(value, 'summary'))) ||
      (PLAIN_TYPES.has(type) && firstKey(value, SESSION_KEYS) !== null)
      ? 0.6
      : 0;
  },

  read(value) {
    return isObject(value)
      ? chatTranscript({ shape: this.name, record: value, tools: [] }, lineTurns(value, []))
      : null;
  },
};

function isClaudeLine(line: JsonObject, type: string): boolean {
  return (
    CLAUDE_KEYS.some((key) => has(line, key)) &&
    (firstKey(line, SESSION_KEYS) !== null || (CLAUDE_TYPES.has(type) && isFilled(line, type)))
  );
}

/** Somebody's line holds a message, and the system's says something. */
function isFilled(line: JsonObject, type: string): boolean {
  return type === 'user' || type === 'assistant'
    ? isObject(field(line, 'message')) || isText(field(line, 'content'))
    : type !== 'system' || isText(field(line, 'content')) || isText(field(line, 'subtype'));
}

/** A line that is one message and nothing else, as some agents log them. */
function isPlainMessage(line: JsonObject): boolean {
  const role = textField(line, 'role');
  const content = field(line, 'content');
  return role !== null && knownRole(role) !== null && (isText(content) || isList(content));
}

/** A line that says beside its message who speaks. */
function isNamedLine(line: JsonObject): boolean {
  const message = objectField(line, 'message');
  return message !== null && has(message, 'content') && knownRole(textField(line, 'role') ?? '') !== null;
}

/**
 * A whole session log as one transcript. `values` are the file's lines, parsed, in order; what could not be parsed is
 * left out by giving undefined. The path of an origin begins with the line's number, counted from 0.
 * @returns null when no line holds a turn.
 */
export function readSession(values: readonly unknown[]): Transcript | null {
  const turns: Turn[] = [];
  let id: string | null = null;
  let lastMessage: string | null = null;
  values.forEach((value, line) => {
    if (isObject(value)) {
      id ??= sessionIdOf(value);
      const said = lineTurns(value, [line]);
      const message = messageIdOf(value);
      const last = turns.at(-1);
      const more = said[0];
      if (message !== null && message === lastMessage && last !== undefined && more !== undefined) {
        turns[turns.length - 1] = { ...last, segments: [...last.segments, ...more.segments] };
      } else {
        turns.push(...said);
      }
      lastMessage = message;
    } else if (value !== undefined && value !== null) {
      turns.push(keptTurn(isText(value) ? value : renderJson(value), 'unknown'));
    }
  });
  return turns.some((turn) => turn.role === 'user' || turn.role === 'assistant')
    ? chatTranscript({ shape: agentSession.name, record: {}, recordId: id }, turns)
    : null;
}

/** Claude Code writes each block of one message as a line of its own, with the message's id. */
function messageIdOf(line: JsonObject): string | null {
  const message = objectField(line, 'message');
  return message === null || textField(line, 'type') !== 'assistant' ? null : textField(message, 'id');
}

function sessionIdOf(line: JsonObject): string | null {
  const payload = objectField(line, 'payload');
  return (
    textField(line, 'sessionId') ??
    textField(line, 'session_id') ??
    (payload !== null && textField(line, 'type') === 'session_meta' ? textField(payload, 'id') : null)
  );
}

/** The turns of one line; a line of an unknown type is kept as a turn that names the type. */
function lineTurns(line: JsonObject, path: JsonPath): Turn[] {
  const type = textField(line, 'type') ?? 'unknown';
  const payload = objectField(line, 'payload');
  if (payload !== null && CODEX_TYPES.has(type)) {
    return type === 'response_item' ? itemTurns(payload, [...path, 'payload']) : [keptTurn('', type)];
  }
  if (type === 'unknown' && isPlainMessage(line)) {
    return [readMessage(line, path)];
  }
  const said = isTavernLine(line) ? tavernTurn(line, path) : null;
  if (said !== null) {
    return [said];
  }
  const message = objectField(line, 'message');
  if (message !== null && field(line, 'isApiErrorMessage') === true) {
    // The program says it in the assistant's place; the assistant said nothing.
    const segments = contentSegments(field(message, 'content'), [...path, 'message', 'content'], 'system');
    return [
      {
        role: 'system',
        speaker: 'error',
        segments: segments.map((segment) => ({ ...segment, kind: 'other' })),
      },
    ];
  }
  if (message !== null) {
    const named = has(message, 'role') ? message : { ...message, role: textField(line, 'role') ?? type };
    return [readMessage(named, [...path, 'message'])];
  }
  const item = objectField(line, 'item');
  if (item !== null && type.startsWith('item.')) {
    // A streamed item is sent when it starts and again when it is whole.
    return type === 'item.completed' ? streamedTurns(item, [...path, 'item']) : [];
  }
  if (CODEX_ITEMS.has(type)) {
    return itemTurns(line, path);
  }
  const key = firstKey(line, ['summary', 'content', 'message', 'result', 'text'], isText);
  const text = key === null ? null : textField(line, key);
  return key === null || text === null
    ? [keptTurn('', type)]
    : [{ role: 'system', speaker: type, segments: [wholeSegment(text, [...path, key], 'other', type)] }];
}

function itemTurns(item: JsonObject, path: JsonPath): Turn[] {
  const type = textField(item, 'type') ?? 'unknown';
  if (type === 'message' && isMessage(item)) {
    return [readMessage(item, path)];
  }
  const turn = itemTurn(item, path);
  return turn === null ? [keptTurn('', type)] : turn.segments.length === 0 ? [] : [turn];
}

/** An item of Codex's event stream (`codex exec --json`). */
function streamedTurns(item: JsonObject, path: JsonPath): Turn[] {
  const type = textField(item, 'type') ?? 'unknown';
  const text = textField(item, 'text');
  const command = textField(item, 'command');
  if (text !== null && (type === 'agent_message' || type === 'reasoning')) {
    const kind = type === 'reasoning' ? 'reasoning' : 'text';
    return [{ role: 'assistant', speaker: type, segments: [wholeSegment(text, [...path, 'text'], kind)] }];
  }
  if (command !== null) {
    const output = textField(item, 'aggregated_output');
    const call = wholeSegment(command, [...path, 'command'], 'tool-call', type);
    const result =
      output === null ? [] : [wholeSegment(output, [...path, 'aggregated_output'], 'tool-result')];
    return [
      { role: 'assistant', speaker: type, segments: [call] },
      ...result.map((segment): Turn => ({ role: 'tool', speaker: type, segments: [segment] })),
    ];
  }
  return [keptTurn('', type)];
}

function keptTurn(text: string, type: string): Turn {
  return {
    role: 'system',
    speaker: type,
    segments: [renderedSegment(text === '' ? `(${type})` : text, 'other', type)],
  };
}
