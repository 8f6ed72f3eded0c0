import type { JsonPath, Segment, SegmentKind, Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { sliceSegment, wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { field, isObject, isText, type JsonObject, objectField, textField } from './values.ts';

/** MOSS: each turn of `chat` is an object of marked texts, what was asked, thought, called, given back and answered. */
export const moss: Shape = {
  name: 'moss',
  title: 'MOSS',
  example: String.raw`{"meta_instruction": "…", "chat": {"turn_1": {"Human": "<|Human|>: …<eoh>\n", "MOSS": "<|MOSS|>: …<eom>\n"}}}`,

  recognise(value) {
    const chat = isObject(value) ? objectField(value, 'chat') : null;
    return chat !== null && Object.values(chat).some(isExchange) ? 0.97 : 0;
  },

  read(value) {
    const chat = isObject(value) ? objectField(value, 'chat') : null;
    if (!isObject(value) || chat === null) {
      return null;
    }
    const told = textField(value, 'meta_instruction') ?? '';
    const system = told === '' ? [] : [wholeSegment(told, ['meta_instruction'], 'text')];
    return chatTranscript(
      { shape: this.name, record: value, system },
      Object.entries(chat).flatMap(([key, turn]) =>
        isObject(turn) ? exchangeTurns(turn, ['chat', key]) : [],
      ),
    );
  },
};

function isExchange(turn: unknown): boolean {
  return isObject(turn) && isText(field(turn, 'Human')) && isText(field(turn, 'MOSS'));
}

function exchangeTurns(exchange: JsonObject, path: JsonPath): Turn[] {
  const thought = partOf(exchange, 'Inner Thoughts', 'reasoning', path);
  const called = partOf(exchange, 'Commands', 'tool-call', path);
  const given = partOf(exchange, 'Tool Responses', 'tool-result', path);
  const said = partOf(exchange, 'MOSS', 'text', path);
  const asked: Turn = {
    role: 'user',
    speaker: 'Human',
    segments: partOf(exchange, 'Human', 'text', path),
  };
  // What was given back stands between the call and the answer.
  const answer =
    called.length + given.length === 0
      ? [turnOf([...thought, ...said])]
      : [
          turnOf([...thought, ...called]),
          { role: 'tool' as const, speaker: 'Tool Responses', segments: given },
          turnOf(said),
        ];
  return [asked, ...answer];
}

function turnOf(segments: readonly Segment[]): Turn {
  return { role: 'assistant', speaker: 'MOSS', segments };
}

/** The text between its marks; nothing where the record says that there is none. */
function partOf(exchange: JsonObject, key: string, kind: SegmentKind, path: JsonPath): Segment[] {
  const text = textField(exchange, key);
  if (text === null) {
    return [];
  }
  const start = /^\s*(?:<\|[\w ]+\|>:?)?\s*/.exec(text)?.[0].length ?? 0;
  const end = Math.max(start, text.length - (/\s*(?:<eo\w>)?\s*$/.exec(text)?.[0].length ?? 0));
  const isNone = kind !== 'text' && /^(?:none)?$/i.test(text.slice(start, end));
  return isNone ? [] : [sliceSegment(text, [...path, key], start, end, kind)];
}
