import type { JsonPath, Turn } from '../transcript.ts';
import { roleOf } from './roles.ts';
import { saidSegments } from './segments.ts';
import { field, firstKey, has, isList, isObject, isText, type JsonObject, listField } from './values.ts';

const SPEAKERS = ['role', 'from', 'speaker', 'sender'] as const;
const TEXTS = ['content', 'value', 'utterance', 'text', 'message'] as const;

/** Whether `value` is a chat in columns, as tables keep it: a list of those who speak, and a list of what each says. */
export function isChatColumns(value: unknown): value is JsonObject {
  const columns = isObject(value) && !has(value, 'to') ? columnsOf(value) : null;
  return (
    columns !== null &&
    columns.speakers.length > 0 &&
    columns.speakers.length === columns.texts.length &&
    columns.speakers.every((speaker) => isText(speaker) || typeof speaker === 'number') &&
    columns.texts.every((text) => isText(text) || text === null)
  );
}

export function readColumns(value: JsonObject, path: JsonPath): Turn[] {
  const columns = columnsOf(value);
  if (columns === null) {
    return [];
  }
  return columns.speakers.flatMap((who, i): Turn[] => {
    const text = columns.texts[i];
    const speaker = String(who);
    // Where speakers are numbers, the person comes first.
    const role = typeof who === 'number' ? (who === 0 ? 'user' : 'assistant') : roleOf(speaker);
    return isText(text)
      ? [{ role, speaker, segments: saidSegments(text, [...path, columns.key, i], role) }]
      : [];
  });
}

interface Columns {
  readonly speakers: readonly unknown[];
  readonly texts: readonly unknown[];
  readonly key: string;
}

function columnsOf(value: JsonObject): Columns | null {
  const who = firstKey(value, SPEAKERS, isList);
  const key = firstKey(value, TEXTS, isList);
  const speakers = who === null ? null : listField(value, who);
  const texts = key === null ? null : field(value, key);
  return speakers === null || key === null || !isList(texts) ? null : { speakers, texts, key };
}
