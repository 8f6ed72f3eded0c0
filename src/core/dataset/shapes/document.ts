import { chatTranscript } from './build.ts';
import { wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { field, firstKey, isObject, isText, type JsonObject, textField } from './values.ts';

const BODIES = ['text', 'document', 'content', 'body', 'story'] as const;
const TITLES = ['title', 'name', 'heading', 'doc_title', 'topic'] as const;
const TYPES = ['type', 'doc_type', 'document_type', 'kind', 'genre', 'category'] as const;

/** What reviews, issues, labelled texts and files of code have beside a title: they are no documents to review. */
const OF_OTHERS = [
  'rating',
  'stars',
  'price',
  'asin',
  'label',
  'labels',
  'sentiment',
  'sha',
  'encoding',
  'state',
] as const;

/** A plain document, such as a constitutional document or a story: one text with a title or a type. */
export const document: Shape = {
  name: 'document',
  title: 'Plain document',
  example: '{"title": "…", "type": "story", "text": "…"}',

  recognise(value) {
    if (!isObject(value) || firstKey(value, BODIES, isText) === null || firstKey(value, OF_OTHERS) !== null) {
      return 0;
    }
    return firstKey(value, [...TITLES, ...TYPES], isText) === null ? 0 : 0.4;
  },

  read(value) {
    const key = isObject(value) ? firstKey(value, BODIES, isText) : null;
    const text = isObject(value) && key !== null ? field(value, key) : null;
    if (!isObject(value) || key === null || !isText(text)) {
      return null;
    }
    const transcript = chatTranscript({ shape: this.name, record: value, tools: [] }, [
      { role: 'assistant', speaker: 'document', segments: [wholeSegment(text, [key], 'text')] },
    ]);
    return { ...transcript, document: { title: titleOf(value) } };
  },
};

function titleOf(record: JsonObject): string | null {
  const key = firstKey(record, TITLES, isText);
  return key === null ? null : textField(record, key);
}
