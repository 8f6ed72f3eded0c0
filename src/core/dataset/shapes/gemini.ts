import type { JsonPath, Segment, Turn } from '../transcript.ts';
import { chatTranscript, preferenceTranscript } from './build.ts';
import { contentSegments } from './content.ts';
import { readMessage } from './messages.ts';
import type { Shape } from './shape.ts';
import { toolsOf } from './tools.ts';
import { field, firstKey, has, isList, isObject, type JsonObject, listField, objectField } from './values.ts';

/** Gemini: `contents` of `parts`, bare or as the request of a logged call. */
export const gemini: Shape = {
  name: 'gemini',
  title: 'Gemini contents',
  example:
    '{"systemInstruction": {"parts": [{"text": "…"}]}, "contents": [{"role": "user", "parts": [{"text": "…"}]}]}',

  recognise(value) {
    return isObject(value) && (requestIn(value) !== null || candidateTurns(value).length > 0) ? 0.97 : 0;
  },

  read(value) {
    if (!isObject(value) || this.recognise(value) === 0) {
      return null;
    }
    // A result of a batch is the answer alone.
    const { request, path } = requestIn(value) ?? { request: {}, path: [] };
    const contents = field(request, 'contents');
    const turns = isList(contents)
      ? contents.flatMap((item, i) => contentTurn(item, [...path, 'contents', i]))
      : [];
    const parts = {
      shape: this.name,
      record: value,
      system: systemIn(request, path),
      tools: toolsOf(request),
    };
    const pair = scoredPair(request, path);
    if (pair !== null) {
      return preferenceTranscript(parts, [...turns, pair.chosen], [...turns, pair.rejected]);
    }
    return chatTranscript(parts, [...turns, ...candidateTurns(value)]);
  },
};

interface Found {
  readonly request: JsonObject;
  readonly path: JsonPath;
}

function requestIn(record: JsonObject): Found | null {
  if (hasContents(record)) {
    return { request: record, path: [] };
  }
  const inner = objectField(record, 'request');
  return inner !== null && hasContents(inner) ? { request: inner, path: ['request'] } : null;
}

function hasContents(request: JsonObject): boolean {
  const contents = field(request, 'contents');
  const first = isList(contents) ? contents[0] : null;
  // Some write a single part without its list.
  return isObject(first) && (isList(field(first, 'parts')) || objectField(first, 'parts') !== null);
}

/** Preference tuning: two completions, each with a score. */
function scoredPair(request: JsonObject, path: JsonPath): { chosen: Turn; rejected: Turn } | null {
  const scored = (listField(request, 'completions') ?? []).flatMap((item, i) => {
    const completion = isObject(item) ? objectField(item, 'completion') : null;
    const score = isObject(item) ? field(item, 'score') : null;
    return completion === null || typeof score !== 'number'
      ? []
      : [{ score, turn: readMessage(completion, [...path, 'completions', i, 'completion']) }];
  });
  const [chosen, ...others] = scored.sort((a, b) => b.score - a.score);
  const rejected = others.at(-1);
  return chosen === undefined || rejected === undefined || chosen.score === rejected.score
    ? null
    : { chosen: chosen.turn, rejected: rejected.turn };
}

function contentTurn(value: unknown, path: JsonPath): Turn[] {
  if (!isObject(value)) {
    return [];
  }
  const turn = readMessage(value, path);
  // A request of one turn may leave the role out.
  return [turn.speaker === 'unknown' ? { ...turn, speaker: 'user' } : turn];
}

/** The system text of a request, which may be parts, a text, or nothing in an object. */
export function systemIn(request: JsonObject, path: JsonPath): Segment[] {
  const key = firstKey(request, ['systemInstruction', 'system_instruction']);
  if (key === null) {
    return [];
  }
  const system = field(request, key);
  if (isObject(system) && Object.keys(system).length === 0) {
    return [];
  }
  return isObject(system) && has(system, 'parts')
    ? contentSegments(field(system, 'parts'), [...path, key, 'parts'], 'system')
    : contentSegments(system, [...path, key], 'system');
}

function candidateTurns(record: JsonObject): Turn[] {
  const response = objectField(record, 'response');
  const [holder, path]: [JsonObject, JsonPath] = response === null ? [record, []] : [response, ['response']];
  const candidates = field(holder, 'candidates');
  const first = isList(candidates) ? candidates[0] : null;
  const content = isObject(first) ? objectField(first, 'content') : null;
  return content === null || !isList(field(content, 'parts'))
    ? []
    : [
        {
          ...readMessage(content, [...path, 'candidates', 0, 'content']),
          role: 'assistant',
          speaker: 'model',
        },
      ];
}
