import type { Segment, Turn } from '../transcript.ts';
import { wholeSegment } from './segments.ts';
import { field, firstKey, isText, type JsonObject } from './values.ts';

/** Keys under which a record keeps the reasoning that came before its answer, in lower case. */
export const REASONING_BESIDE: readonly string[] = [
  'complex_cot',
  'reasoning',
  'thinking',
  'think',
  'thoughts',
  'thought',
  'reasoning_content',
  'reasoning_trace',
  'chain_of_thought',
  'cot',
];

/** Some datasets only switch reasoning `on` or `off` under such a key. */
export function isReasoning(value: unknown): boolean {
  return isText(value) && value !== '' && !/^(?:on|off|yes|no|true|false|none)$/i.test(value);
}

/** An answer with the reasoning that its record keeps beside it, under `key` where that is known. */
export function withReasoningBeside(
  record: JsonObject,
  answer: readonly Turn[],
  key: string | null = firstKey(record, REASONING_BESIDE, isReasoning),
): readonly Turn[] {
  const text = key === null ? undefined : field(record, key);
  const first = answer[0];
  if (key === null || !isText(text) || first === undefined) {
    return answer;
  }
  const reasoning: Segment = wholeSegment(text, [key], 'reasoning');
  return [{ ...first, segments: [reasoning, ...first.segments] }, ...answer.slice(1)];
}
