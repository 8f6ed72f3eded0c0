import type { JsonPath, Segment, Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { contentSegments } from './content.ts';
import { systemIn } from './gemini.ts';
import { roleOf } from './roles.ts';
import { renderedSegment, wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { field, has, isObject, type JsonObject, listField, objectField, textField } from './values.ts';

/** A chat saved by Google AI Studio: chunks of text, thoughts and media, several to a turn. */
export const aiStudio: Shape = {
  name: 'ai-studio',
  title: 'AI Studio chat',
  example:
    '{"runSettings": {…}, "systemInstruction": {…}, "chunkedPrompt": {"chunks": [{"text": "…", "role": "user"}, {"text": "…", "role": "model"}]}}',

  recognise(value) {
    const prompt = isObject(value) ? objectField(value, 'chunkedPrompt') : null;
    return prompt !== null && listField(prompt, 'chunks') !== null ? 0.98 : 0;
  },

  read(value) {
    const prompt = isObject(value) ? objectField(value, 'chunkedPrompt') : null;
    const chunks = prompt === null ? null : listField(prompt, 'chunks');
    if (!isObject(value) || chunks === null) {
      return null;
    }
    const turns: Turn[] = [];
    chunks.forEach((chunk, i) => {
      if (!isObject(chunk)) {
        return;
      }
      const speaker = textField(chunk, 'role') ?? 'user';
      const segments = chunkSegments(chunk, ['chunkedPrompt', 'chunks', i], speaker);
      const last = turns.at(-1);
      if (last?.speaker === speaker) {
        turns[turns.length - 1] = { ...last, segments: [...last.segments, ...segments] };
      } else {
        turns.push({ role: roleOf(speaker), speaker, segments });
      }
    });
    return chatTranscript({ shape: this.name, record: value, system: systemIn(value, []) }, turns);
  },
};

function chunkSegments(chunk: JsonObject, path: JsonPath, speaker: string): Segment[] {
  const text = textField(chunk, 'text');
  if (text !== null) {
    return field(chunk, 'isThought') === true
      ? [wholeSegment(text, [...path, 'text'], 'reasoning')]
      : contentSegments(text, [...path, 'text'], roleOf(speaker));
  }
  const media = Object.keys(chunk).find((key) => /^(?:drive|inline|youtube|file)/i.test(key));
  if (media !== undefined) {
    const label = media.toLowerCase();
    return [renderedSegment(`(${label})`, 'image', label)];
  }
  // A thought and an answer, and calls of tools, may be kept as parts only.
  return has(chunk, 'parts')
    ? contentSegments(field(chunk, 'parts'), [...path, 'parts'], roleOf(speaker))
    : [];
}
