import type { JsonPath, Role, Segment, SegmentKind } from '../transcript.ts';
import { renderedSegment, saidSegments, wholeSegment } from './segments.ts';
import { toolPartSegments } from './toolParts.ts';
import {
  field,
  firstKey,
  isList,
  isObject,
  isText,
  type JsonObject,
  renderJson,
  textField,
} from './values.ts';

/** Blocks nest (a tool result holds blocks); nobody writes them deeper than this. */
const MAX_DEPTH = 6;

const BLOCK_KINDS: ReadonlyMap<string, SegmentKind> = new Map<string, SegmentKind>([
  ...kinds('text', ['text', 'input_text', 'output_text', 'summary_text', 'markdown', 'refusal']),
  ...kinds('reasoning', ['thinking', 'reasoning', 'thought', 'reasoning_text', 'thoughts', 'think']),
  ...kinds('tool-call', [
    'tool_use',
    'tool_call',
    'tool-call',
    'toolCall',
    'function_call',
    'server_tool_use',
  ]),
  ...kinds('tool-call', [
    'mcp_tool_use',
    'function',
    'computer_call',
    'custom_tool_call',
    'local_shell_call',
  ]),
  ...kinds('tool-result', [
    'tool_result',
    'tool-result',
    'toolResult',
    'tool_response',
    'function_call_output',
  ]),
  ...kinds('tool-result', ['web_search_tool_result', 'mcp_tool_result', 'custom_tool_call_output']),
  ...kinds('tool-result', ['function_response', 'code_execution_tool_result', 'web_fetch_tool_result']),
  ...kinds('image', ['image', 'image_url', 'input_image', 'img', 'video', 'video_url', 'audio', 'audio_url']),
  ...kinds('image', ['input_audio', 'image_file']),
]);

/** Keys of blocks that have no `type`: Bedrock Converse and Gemini. */
const UNTYPED: readonly [key: string, kind: SegmentKind][] = [
  ['toolUse', 'tool-call'],
  ['functionCall', 'tool-call'],
  ['function_call', 'tool-call'],
  ['toolResult', 'tool-result'],
  ['functionResponse', 'tool-result'],
  ['function_response', 'tool-result'],
  ['codeExecutionResult', 'tool-result'],
  ['code_execution_result', 'tool-result'],
  ['executableCode', 'tool-call'],
  ['executable_code', 'tool-call'],
  ['reasoningContent', 'reasoning'],
  ['image', 'image'],
  ['image_url', 'image'],
  ['video', 'image'],
  ['audio', 'image'],
  ['inlineData', 'image'],
  ['inline_data', 'image'],
  ['fileData', 'image'],
  ['file_data', 'image'],
];

const TEXT_KEYS = [
  'text',
  'value',
  'content',
  'answer',
  'refusal',
  'markdown',
  'response',
  'output',
] as const;
/** Blocks without a type may keep their texts in parts. */
const UNTYPED_TEXT_KEYS = [...TEXT_KEYS, 'parts'] as const;
const REASONING_KEYS = [
  'thinking',
  'reasoning',
  'thought',
  'reasoningText',
  'think',
  'text',
  'value',
] as const;
const REASONING_PARTS = ['content', 'summary', 'thinking'] as const;
const RESULT_KEYS = ['content', 'output', 'result', 'response', 'value', 'text', 'results'] as const;
const ARGUMENT_KEYS = [
  'arguments',
  'input',
  'args',
  'parameters',
  'kwargs',
  'code',
  'action',
  'value',
] as const;
const NAME_KEYS = ['name', 'tool_name', 'toolName', 'function_name', 'tool', 'language'] as const;

function kinds(kind: SegmentKind, types: readonly string[]): [string, SegmentKind][] {
  return types.map((type) => [type, kind]);
}

/**
 * What a message says, in any of the ways in which providers write content: a string, a list of strings and blocks,
 * one block, an object around a string, or nothing.
 */
export function contentSegments(value: unknown, path: JsonPath, role: Role, depth = 0): Segment[] {
  if (isText(value)) {
    return saidSegments(value, path, role);
  }
  if (isList(value)) {
    return depth > MAX_DEPTH
      ? [renderedSegment(renderJson(value), 'other')]
      : value.flatMap((part, i) => contentSegments(part, [...path, i], role, depth + 1));
  }
  if (isObject(value)) {
    return depth > MAX_DEPTH
      ? [renderedSegment(renderJson(value), 'other')]
      : blockSegments(value, path, role, depth);
  }
  return value === null || value === undefined ? [] : [renderedSegment(String(value), textKind(role))];
}

function blockSegments(block: JsonObject, path: JsonPath, role: Role, depth: number): Segment[] {
  const type = textField(block, 'type');
  const kind = type === null ? undefined : (BLOCK_KINDS.get(type) ?? ownKind(type));
  if (type !== null && kind !== undefined) {
    return typedSegments(block, path, role, type, kind, depth);
  }
  if (type !== null && type !== 'message') {
    return toolPartSegments(block, path, type) ?? otherSegments(block, path, type);
  }
  for (const [key, untyped] of UNTYPED) {
    const inner = field(block, key);
    if (isObject(inner)) {
      return typedSegments(inner, [...path, key], role, key, untyped, depth);
    }
    if (untyped === 'image' && isText(inner)) {
      return [mediaSegment(block, key)];
    }
  }
  if (field(block, 'thought') === true && isText(field(block, 'text'))) {
    return [wholeSegment(textField(block, 'text') ?? '', [...path, 'text'], 'reasoning')];
  }
  const key = firstKey(block, UNTYPED_TEXT_KEYS, (found) => isText(found) || isList(found));
  if (key !== null) {
    return contentSegments(field(block, key), [...path, key], role, depth + 1);
  }
  return otherSegments(block, path, Object.keys(block)[0] ?? 'empty');
}

/** The kind of a block of a service's own tools, of which there are ever more. */
function ownKind(type: string): SegmentKind | undefined {
  return type.endsWith('_tool_result') ? 'tool-result' : type.endsWith('_tool_use') ? 'tool-call' : undefined;
}

function typedSegments(
  block: JsonObject,
  path: JsonPath,
  role: Role,
  type: string,
  kind: SegmentKind,
  depth: number,
): Segment[] {
  switch (kind) {
    case 'tool-call':
      return [toolCallSegment(block, path)];
    case 'tool-result':
      return toolResultSegments(block, path, depth);
    case 'reasoning':
      return withSignature(block, reasoningSegments(block, path));
    case 'image':
      return [mediaSegment(block, type)];
    default: {
      const key = firstKey(block, TEXT_KEYS, (found) => isText(found) || isObject(found));
      return key === null ? [] : contentSegments(field(block, key), [...path, key], role, depth + 1);
    }
  }
}

/** A thinking block of the Messages API, and of Bedrock, carries a signature of its text. */
function withSignature(block: JsonObject, segments: Segment[]): Segment[] {
  const inner = field(block, 'reasoningText');
  const signature = field(block, 'signature') ?? (isObject(inner) ? field(inner, 'signature') : undefined);
  return isText(signature) && signature !== ''
    ? segments.map((segment) => ({ ...segment, signed: true }))
    : segments;
}

function reasoningSegments(block: JsonObject, path: JsonPath): Segment[] {
  const isRedacted = field(block, 'redacted') === true;
  const summary = textField(block, 'summary') ?? '';
  // What is redacted is kept as the provider enciphered it, which nobody reads; a summary may stand for it.
  if (isRedacted || (summary !== '' && textField(block, 'reasoning') === '')) {
    return summary === ''
      ? [renderedSegment('(redacted)', 'other', 'redacted')]
      : [wholeSegment(summary, [...path, 'summary'], 'reasoning')];
  }
  const key = firstKey(block, REASONING_KEYS, isText);
  if (key !== null) {
    return [wholeSegment(textField(block, key) ?? '', [...path, key], 'reasoning')];
  }
  const nested = firstKey(block, REASONING_KEYS, isObject);
  const inner = nested === null ? undefined : field(block, nested);
  if (nested !== null && isObject(inner)) {
    const text = textField(inner, 'text');
    return text === null ? [] : [wholeSegment(text, [...path, nested, 'text'], 'reasoning')];
  }
  for (const part of REASONING_PARTS) {
    const list = field(block, part);
    if (isText(list)) {
      return [wholeSegment(list, [...path, part], 'reasoning')];
    }
    if (isList(list) && list.length > 0) {
      return list.flatMap((item, i) => {
        const text = isObject(item) ? textField(item, 'text') : null;
        return text === null ? [] : [wholeSegment(text, [...path, part, i, 'text'], 'reasoning')];
      });
    }
  }
  return [];
}

/**
 * A call of a tool: its arguments, from the literal that holds them or rendered from JSON, with the tool's name as
 * label. Takes the OpenAI form (`function.arguments`) and the flat forms alike.
 */
export function toolCallSegment(call: JsonObject, path: JsonPath): Segment {
  const inner = field(call, 'function');
  if (isObject(inner)) {
    return toolCallSegment(inner, [...path, 'function']);
  }
  const nameKey = firstKey(call, NAME_KEYS, isText);
  const name = (nameKey === null ? null : textField(call, nameKey)) ?? (isText(inner) ? inner : undefined);
  const key = firstKey(call, ARGUMENT_KEYS);
  const given = key === null ? undefined : field(call, key);
  if (key !== null && isText(given)) {
    return wholeSegment(given, [...path, key], 'tool-call', name);
  }
  return renderedSegment(given === undefined ? '' : renderJson(given), 'tool-call', name);
}

function toolResultSegments(block: JsonObject, path: JsonPath, depth: number): Segment[] {
  const key = firstKey(block, RESULT_KEYS);
  const label = textField(block, 'name') ?? textField(block, 'toolName') ?? undefined;
  if (key === null) {
    return [renderedSegment('', 'tool-result', label)];
  }
  const result = field(block, key);
  if (isText(result)) {
    return [wholeSegment(result, [...path, key], 'tool-result', label)];
  }
  if (isList(result) && result.every((item) => isText(item) || (isObject(item) && isBlock(item)))) {
    return contentSegments(result, [...path, key], 'tool', depth + 1);
  }
  return [renderedSegment(renderJson(result), 'tool-result', label)];
}

function isBlock(item: JsonObject): boolean {
  const type = textField(item, 'type');
  return type === null ? isText(field(item, 'text')) : BLOCK_KINDS.has(type);
}

function mediaSegment(block: JsonObject, type: string): Segment {
  const source = ['source', type, 'inlineData', 'fileData'].map((key) => field(block, key)).find(isObject);
  const media =
    mediaType(block) ??
    (source === undefined ? null : mediaType(source)) ??
    dataUrlType([block, source ?? {}]) ??
    type.replace(/^(input)_|_(url|file)$|Data$/g, '').toLowerCase();
  return renderedSegment(`(${media})`, 'image', media);
}

function mediaType(value: JsonObject): string | null {
  return (
    ['media_type', 'mimeType', 'mime_type', 'mediaType', 'format']
      .map((key) => textField(value, key))
      .find(isText) ?? null
  );
}

function dataUrlType(places: readonly JsonObject[]): string | null {
  for (const place of places) {
    for (const key of ['url', 'image_url', 'image', 'value']) {
      const found = /^data:([\w.+-]+\/[\w.+-]+)/.exec(textField(place, key)?.slice(0, 100) ?? '')?.[1];
      if (found !== undefined) {
        return found;
      }
    }
  }
  return null;
}

function otherSegments(block: JsonObject, path: JsonPath, label: string): Segment[] {
  const source = field(block, 'source');
  const data = isObject(source) && field(source, 'type') === 'text' ? textField(source, 'data') : null;
  if (data !== null) {
    return [wholeSegment(data, [...path, 'source', 'data'], 'other', label)];
  }
  const key = firstKey(block, ['text', 'content', 'title', 'value'], isText);
  if (key !== null) {
    return [wholeSegment(textField(block, key) ?? '', [...path, key], 'other', label)];
  }
  return [renderedSegment(`(${label})`, 'other', label)];
}

function textKind(role: Role): SegmentKind {
  return role === 'tool' ? 'tool-result' : 'text';
}
