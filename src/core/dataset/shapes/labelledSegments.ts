import type { Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { field, isList, isObject, isText, listField } from './values.ts';

/** Axolotl's template-free format: pieces of text, of which those labelled true are learnt, so are the assistant's. */
export const labelledSegments: Shape = {
  name: 'labelled-segments',
  title: 'Labelled segments (template-free)',
  example: '{"segments": [{"label": false, "text": "<s>…"}, {"label": true, "text": "…"}]}',

  recognise(value) {
    const segments = isObject(value) ? listField(value, 'segments') : null;
    return segments !== null && segments.length > 0 && segments.every(isSegment) ? 0.9 : 0;
  },

  read(value) {
    const segments = isObject(value) ? field(value, 'segments') : null;
    if (!isObject(value) || !isList(segments)) {
      return null;
    }
    const turns = segments.flatMap((segment, i): Turn[] => {
      const text = isObject(segment) ? field(segment, 'text') : null;
      if (!isObject(segment) || !isText(text)) {
        return [];
      }
      const role = field(segment, 'label') === true ? 'assistant' : 'user';
      return [{ role, speaker: role, segments: [wholeSegment(text, ['segments', i, 'text'], 'text')] }];
    });
    return chatTranscript({ shape: this.name, record: value }, turns);
  },
};

function isSegment(value: unknown): boolean {
  return isObject(value) && typeof field(value, 'label') === 'boolean' && isText(field(value, 'text'));
}
