import { chatTranscript } from './build.ts';
import { wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { field, firstKey, isObject, isText, type JsonObject, objectField, textField } from './values.ts';

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
  'email',
  'embedding',
  'embeddings',
  'vector',
  'ts',
  'levelname',
  'logger',
  'severity',
  'subreddit',
  'num_comments',
  'by',
  'parent',
  'parent_id',
  'userId',
  'postId',
] as const;
/** Types of a value: what has one describes a column and is no document. */
const OF_VALUES =
  /^(?:string|str|text|u?int(?:eger)?\d*|number|float\d*|double|bool(?:ean)?|object|array|list|dict|date(?:time)?|timestamp|varchar.*|null|enum)$/i;

/** Types of what happened, or of what one of many said. */
const OF_EVENTS = /^(?:message|event|comment|reply|click|log|info|debug|warning|error)$/i;

/** A plain document, such as a constitutional document or a story: one text with a title or a type. */
export const document: Shape = {
  name: 'document',
  title: 'Plain document',
  example: '{"title": "…", "type": "story", "text": "…"}',

  recognise(value) {
    if (!isObject(value) || firstKey(value, BODIES, isText) === null || firstKey(value, OF_OTHERS) !== null) {
      return 0;
    }
    return isTitled(value) || NESTED.some((key) => isTitledMetadata(field(value, key))) ? 0.4 : 0;
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

/** Where pipelines keep what they know of a text. */
const NESTED = ['metadata', 'meta'] as const;

function isTitled(record: JsonObject): boolean {
  const type = textField(record, 'type');
  return type !== null && (OF_VALUES.test(type) || OF_EVENTS.test(type))
    ? textField(record, 'title') !== null
    : firstKey(record, [...TITLES, ...TYPES], isText) !== null;
}

/** Pages of the web have a title in their metadata too, beside their address. */
function isTitledMetadata(metadata: unknown): boolean {
  return (
    isObject(metadata) && firstKey(metadata, ['url', 'uri', 'source_url']) === null && isTitled(metadata)
  );
}

function titleOf(record: JsonObject): string | null {
  const places = [record, ...NESTED.map((key) => objectField(record, key)).filter((place) => place !== null)];
  for (const place of places) {
    const key = firstKey(place, TITLES, isText);
    if (key !== null) {
      return textField(place, key);
    }
  }
  return null;
}
