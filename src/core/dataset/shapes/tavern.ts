import type { JsonPath, Segment, Turn } from '../transcript.ts';
import { saidSegments, wholeSegment } from './segments.ts';
import { field, has, isText, type JsonObject, objectField, textField } from './values.ts';

/** Whether a line is one of a chat that SillyTavern saved: somebody's message, or the names of the two at the start. */
export function isTavernLine(line: JsonObject): boolean {
  return (
    (isText(field(line, 'mes')) && typeof field(line, 'is_user') === 'boolean') ||
    (has(line, 'user_name') && has(line, 'character_name'))
  );
}

/** The message of such a line, with the reasoning that is kept beside it; null where it holds none. */
export function tavernTurn(line: JsonObject, path: JsonPath): Turn | null {
  const text = textField(line, 'mes');
  if (text === null) {
    return null;
  }
  const role =
    field(line, 'is_system') === true ? 'system' : field(line, 'is_user') === true ? 'user' : 'assistant';
  const thought = textField(objectField(line, 'extra') ?? {}, 'reasoning') ?? '';
  const reasoning: Segment[] =
    thought === '' || role !== 'assistant'
      ? []
      : [wholeSegment(thought, [...path, 'extra', 'reasoning'], 'reasoning')];
  return {
    role,
    speaker: textField(line, 'name') ?? role,
    segments: [...reasoning, ...saidSegments(text, [...path, 'mes'], role)],
  };
}
