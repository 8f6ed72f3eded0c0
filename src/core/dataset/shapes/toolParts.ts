import type { JsonPath, Segment } from '../transcript.ts';
import { renderedSegment, wholeSegment } from './segments.ts';
import {
  field,
  firstKey,
  has,
  isList,
  isObject,
  isText,
  type JsonObject,
  objectField,
  renderJson,
  textField,
} from './values.ts';

/**
 * A part that holds a call of a tool together with what it gave back, as chat interfaces keep it (Vercel's AI SDK,
 * OpenCode): the call, and the result where there is one. Null for any other part.
 */
export function toolPartSegments(block: JsonObject, path: JsonPath, type: string): Segment[] | null {
  const found = placeOf(block, path, type);
  if (found === null) {
    return gooseSegments(block, path, type);
  }
  const { value, at, name } = found;
  const asked = firstKey(value, ['input', 'args']);
  const given = firstKey(value, ['output', 'result', 'errorText', 'error']);
  const call = asked === null ? '' : renderJson(field(value, asked));
  const result = given === null ? null : field(value, given);
  return [
    renderedSegment(call, 'tool-call', name),
    ...(given === null
      ? []
      : isText(result)
        ? [wholeSegment(result, [...at, given], 'tool-result', name)]
        : [renderedSegment(renderJson(result), 'tool-result', name)]),
  ];
}

/** Goose wraps a call and its result, each in a part of its own, in what says whether it could be read. */
function gooseSegments(block: JsonObject, path: JsonPath, type: string): Segment[] | null {
  const call = type === 'toolRequest' ? objectField(objectField(block, 'toolCall') ?? {}, 'value') : null;
  if (call !== null) {
    const name = textField(call, 'name') ?? undefined;
    return [renderedSegment(renderJson(field(call, 'arguments') ?? {}), 'tool-call', name)];
  }
  const result = type === 'toolResponse' ? objectField(block, 'toolResult') : null;
  const value = result === null ? null : field(result, 'value');
  if (result === null) {
    return null;
  }
  const inner = isObject(value) ? field(value, 'content') : value;
  const at = [...path, 'toolResult', 'value', ...(inner === value ? [] : ['content'])];
  const texts = (isList(inner) ? inner : []).flatMap((part, i) => {
    const text = isObject(part) ? textField(part, 'text') : null;
    return text === null ? [] : [wholeSegment(text, [...at, i, 'text'], 'tool-result')];
  });
  return texts.length > 0 ? texts : [renderedSegment(renderJson(value ?? result), 'tool-result')];
}

interface Place {
  readonly value: JsonObject;
  readonly at: JsonPath;
  readonly name: string | undefined;
}

function placeOf(block: JsonObject, path: JsonPath, type: string): Place | null {
  const named = textField(block, 'toolName') ?? textField(block, 'tool') ?? undefined;
  const invocation = type === 'tool-invocation' ? objectField(block, 'toolInvocation') : null;
  if (invocation !== null) {
    const name = textField(invocation, 'toolName') ?? undefined;
    return { value: invocation, at: [...path, 'toolInvocation'], name };
  }
  const state = type === 'tool' ? objectField(block, 'state') : null;
  if (state !== null) {
    return { value: state, at: [...path, 'state'], name: named };
  }
  return has(block, 'toolCallId') && (type.startsWith('tool-') || type === 'dynamic-tool')
    ? { value: block, at: path, name: named ?? type.slice('tool-'.length) }
    : null;
}
