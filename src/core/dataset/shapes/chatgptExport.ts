import type { JsonPath, Segment, Transcript, Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { contentSegments } from './content.ts';
import { roleOf } from './roles.ts';
import { renderedSegment, wholeSegment } from './segments.ts';
import type { Shape, Variant } from './shape.ts';
import {
  field,
  has,
  isObject,
  isText,
  type JsonObject,
  listField,
  objectField,
  textField,
} from './values.ts';

/** How many branches of one conversation are offered. */
const MAX_BRANCHES = 200;

/** A conversation of ChatGPT's data export: a tree of messages in `mapping`, of which one path is shown. */
export const chatgptExport: Shape = {
  name: 'chatgpt-export',
  title: 'ChatGPT export',
  example:
    '{"title": "…", "mapping": {"…": {"message": {"author": {"role": "user"}, "content": {"parts": ["…"]}}, "parent": null, "children": ["…"]}}, "current_node": "…"}',

  recognise(value) {
    const mapping = isObject(value) ? objectField(value, 'mapping') : null;
    return mapping !== null && Object.values(mapping).some(isNode) ? 0.98 : 0;
  },

  read(value) {
    const mapping = isObject(value) ? objectField(value, 'mapping') : null;
    return isObject(value) && mapping !== null
      ? readBranch(value, mapping, currentLeaf(value, mapping))
      : null;
  },

  variants(value) {
    const mapping = isObject(value) ? objectField(value, 'mapping') : null;
    if (!isObject(value) || mapping === null) {
      return [];
    }
    const current = currentLeaf(value, mapping);
    const others = leavesOf(mapping).filter((leaf) => leaf !== current);
    return others.length === 0
      ? []
      : [current, ...others].slice(0, MAX_BRANCHES).map(
          (leaf, i): Variant => ({
            title: i === 0 ? 'Current branch' : `Branch ${i + 1} of ${others.length + 1}`,
            read: () => readBranch(value, mapping, leaf),
          }),
        );
  },
};

function isNode(value: unknown): boolean {
  const message = isObject(value) ? objectField(value, 'message') : null;
  return message !== null && isObject(field(message, 'author')) && isObject(field(message, 'content'));
}

function leavesOf(mapping: JsonObject): string[] {
  return Object.keys(mapping).filter((id) => {
    const node = objectField(mapping, id);
    return node !== null && (listField(node, 'children') ?? []).length === 0;
  });
}

function currentLeaf(record: JsonObject, mapping: JsonObject): string | null {
  const current = textField(record, 'current_node');
  return current !== null && has(mapping, current) ? current : (leavesOf(mapping).at(-1) ?? null);
}

function readBranch(record: JsonObject, mapping: JsonObject, leaf: string | null): Transcript {
  const turns: Turn[] = [];
  // A damaged export may name a message as its own ancestor.
  const seen = new Set<string>();
  for (let id = leaf; id !== null && !seen.has(id); ) {
    seen.add(id);
    const node = objectField(mapping, id);
    const message = node === null ? null : objectField(node, 'message');
    if (id !== null && message !== null) {
      turns.push(...messageTurn(message, ['mapping', id, 'message']));
    }
    id = node === null ? null : textField(node, 'parent');
  }
  return chatTranscript({ shape: chatgptExport.name, record }, turns.reverse());
}

function messageTurn(message: JsonObject, path: JsonPath): Turn[] {
  const author = objectField(message, 'author');
  const speaker = (author === null ? null : textField(author, 'role')) ?? 'unknown';
  const content = objectField(message, 'content') ?? {};
  const recipient = textField(message, 'recipient') ?? 'all';
  const segments = contentOf(content, [...path, 'content'], speaker, recipient);
  // The export holds empty messages where the tree begins and where a tool was being chosen.
  return segments.every(({ text }) => text === '') ? [] : [{ role: roleOf(speaker), speaker, segments }];
}

function contentOf(content: JsonObject, path: JsonPath, speaker: string, recipient: string): Segment[] {
  const role = roleOf(speaker);
  const thoughts = listField(content, 'thoughts');
  if (thoughts !== null) {
    return thoughts.flatMap((thought, i) => {
      const text = isObject(thought) ? textField(thought, 'content') : null;
      return text === null ? [] : [wholeSegment(text, [...path, 'thoughts', i, 'content'], 'reasoning')];
    });
  }
  if (textField(content, 'content_type') === 'reasoning_recap') {
    return [];
  }
  const text = textField(content, 'text');
  const isCall = role === 'assistant' && recipient !== 'all';
  if (text !== null) {
    return isCall
      ? [wholeSegment(text, [...path, 'text'], 'tool-call', recipient)]
      : contentSegments(text, [...path, 'text'], role);
  }
  return (listField(content, 'parts') ?? []).flatMap((part, i): Segment[] => {
    const at = [...path, 'parts', i];
    if (isText(part)) {
      return isCall ? [wholeSegment(part, at, 'tool-call', recipient)] : contentSegments(part, at, role);
    }
    const spoken = isObject(part) ? textField(part, 'text') : null;
    const type = isObject(part) ? (textField(part, 'content_type') ?? 'part') : 'part';
    return spoken === null
      ? [renderedSegment(`(${type})`, /image|audio|video/.test(type) ? 'image' : 'other', type)]
      : [wholeSegment(spoken, [...at, 'text'], 'text')];
  });
}
