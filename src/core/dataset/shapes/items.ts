import type { JsonPath, Turn } from '../transcript.ts';
import { contentSegments, toolCallSegment } from './content.ts';
import { isList, isObject, type JsonObject, textField } from './values.ts';

const CALL = /_call$/;
const RESULT = /_(?:call_)?output$/;

/** Whether `value` is a list of items as the Responses API gives them: messages, calls and reasoning, each with its type. */
export function isItemList(value: unknown): value is readonly unknown[] {
  return isList(value) && value.length > 0 && value.every((item) => isObject(item) && isItemType(item));
}

function isItemType(item: JsonObject): boolean {
  const type = textField(item, 'type');
  return (
    type !== null && (type === 'message' || type === 'reasoning' || CALL.test(type) || RESULT.test(type))
  );
}

/** An item that is no message: what the model thought, what it called, or what the call gave back. Null for any other. */
export function itemTurn(item: JsonObject, path: JsonPath): Turn | null {
  const type = textField(item, 'type');
  if (type === null) {
    return null;
  }
  if (RESULT.test(type)) {
    return { role: 'tool', speaker: type, segments: contentSegments(item, path, 'tool') };
  }
  if (CALL.test(type)) {
    const call = toolCallSegment(item, path);
    // The service's own tools have no name beside their type.
    return {
      role: 'assistant',
      speaker: type,
      segments: [call.label === undefined ? { ...call, label: type } : call],
    };
  }
  return type === 'reasoning'
    ? { role: 'assistant', speaker: type, segments: contentSegments(item, path, 'assistant') }
    : null;
}
