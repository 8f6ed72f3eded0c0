import type {
  JsonPath,
  RecordLabel,
  Response,
  ResponseId,
  Segment,
  ToolDefinition,
  Transcript,
  Turn,
} from '../transcript.ts';
import { contentSegments } from './content.ts';
import { toolsOf } from './tools.ts';
import { field, type JsonObject } from './values.ts';

const ID_KEYS = [
  'id',
  'uid',
  'uuid',
  'custom_id',
  'conversation_id',
  'conversation_hash',
  'record_id',
  'recordId',
  'question_id',
  'prompt_id',
  'sample_id',
  'message_tree_id',
  'instance_id',
  'example_id',
  'key',
];

const LONGEST_LABEL = 100;

/** What a shape found in a record, before it is put into the normal form. */
export interface Parts {
  readonly shape: string;
  /** The object that carries the id and the tools, as a rule the record itself. */
  readonly record: JsonObject;
  /** System text that the record keeps apart from its messages. */
  readonly system?: readonly Segment[];
  readonly tools?: readonly ToolDefinition[];
  readonly recordId?: string | null;
  readonly labels?: readonly RecordLabel[];
}

/** The record's values at these keys, those that are short and simple, as labels. */
export function labelsOf(record: JsonObject, keys: readonly string[]): RecordLabel[] {
  return keys.flatMap((name) => {
    const value = field(record, name);
    const isSimple = typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string';
    return isSimple && String(value).length <= LONGEST_LABEL ? [{ name, value: String(value) }] : [];
  });
}

/** A transcript whose response is its last assistant turn. */
export function chatTranscript(parts: Parts, turns: readonly Turn[]): Transcript {
  const chat = withoutSystem(turns);
  const response = responseIn(chat.turns, 'last');
  return assemble(parts, chat, response === null ? [] : [response]);
}

/** A transcript of two sides, each given as a whole chat; the chosen side is the one shown as the chat. */
export function preferenceTranscript(
  parts: Parts,
  chosen: readonly Turn[],
  rejected: readonly Turn[],
): Transcript {
  const chat = withoutSystem(chosen);
  const responses = [responseIn(chat.turns, 'chosen'), responseIn(withoutSystem(rejected).turns, 'rejected')];
  return assemble(
    parts,
    chat,
    responses.filter((response) => response !== null),
  );
}

/** The record's own id as text; null where it has none. */
export function recordIdOf(record: JsonObject): string | null {
  for (const key of ID_KEYS) {
    const id = field(record, key);
    if ((typeof id === 'string' && id !== '') || typeof id === 'number') {
      return String(id);
    }
  }
  return null;
}

/** System text under a key of its own: a string, or blocks. */
export function systemOf(record: JsonObject, path: JsonPath = []): Segment[] {
  for (const key of ['system', 'system_prompt', 'systemPrompt', 'system_message']) {
    const system = field(record, key);
    if (system !== undefined && system !== null && system !== '') {
      return contentSegments(system, [...path, key], 'system');
    }
  }
  return [];
}

interface Chat {
  readonly system: readonly Segment[];
  readonly turns: readonly Turn[];
}

/** Takes the system turns off the chat's start. */
function withoutSystem(turns: readonly Turn[]): Chat {
  const first = turns.findIndex((turn) => turn.role !== 'system');
  const count = first === -1 ? turns.length : first;
  return { system: turns.slice(0, count).flatMap((turn) => turn.segments), turns: turns.slice(count) };
}

function responseIn(turns: readonly Turn[], id: ResponseId): Response | null {
  const at = turns.findLastIndex((turn) => turn.role === 'assistant');
  const turn = turns[at];
  return turn === undefined ? null : { id, context: turns.slice(0, at), turn, after: turns.slice(at + 1) };
}

function assemble(parts: Parts, chat: Chat, responses: readonly Response[]): Transcript {
  return {
    shape: parts.shape,
    recordId: parts.recordId === undefined ? recordIdOf(parts.record) : parts.recordId,
    system: [...(parts.system ?? []), ...chat.system],
    tools: parts.tools ?? toolsOf(parts.record),
    turns: chat.turns,
    responses,
    ...(parts.labels === undefined || parts.labels.length === 0 ? {} : { labels: parts.labels }),
  };
}
