import type { JsonPath, Segment, Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { renderedSegment, saidSegments, wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { field, isObject, isText, type JsonObject, listField, objectField, textField } from './values.ts';

/** A chat that VS Code exported: requests, each with what was asked and the parts of what was answered. */
export const copilotChat: Shape = {
  name: 'copilot-chat',
  title: 'Copilot chat export',
  example:
    '{"requests": [{"message": {"text": "…"}, "response": [{"value": "…"}]}], "responderUsername": "…"}',

  recognise(value) {
    const requests = isObject(value) ? listField(value, 'requests') : null;
    return requests !== null && isRequest(requests[0]) ? 0.97 : 0;
  },

  read(value) {
    const requests = isObject(value) ? listField(value, 'requests') : null;
    return isObject(value) && requests !== null
      ? chatTranscript(
          { shape: this.name, record: value },
          requests.flatMap((request, i) =>
            isObject(request) ? requestTurns(request, ['requests', i], speakerOf(value)) : [],
          ),
        )
      : null;
  },
};

function isRequest(value: unknown): boolean {
  const message = isObject(value) ? objectField(value, 'message') : null;
  return (
    isObject(value) &&
    message !== null &&
    isText(field(message, 'text')) &&
    listField(value, 'response') !== null
  );
}

function speakerOf(record: JsonObject): string {
  return textField(record, 'responderUsername') ?? 'assistant';
}

function requestTurns(request: JsonObject, path: JsonPath, speaker: string): Turn[] {
  const message = objectField(request, 'message');
  const asked = message === null ? null : textField(message, 'text');
  const answered = (listField(request, 'response') ?? []).flatMap((part, i) =>
    isObject(part) ? partSegments(part, [...path, 'response', i]) : [],
  );
  return [
    ...(asked === null
      ? []
      : [
          {
            role: 'user' as const,
            speaker: 'user',
            segments: [wholeSegment(asked, [...path, 'message', 'text'], 'text')],
          },
        ]),
    ...(answered.length === 0 ? [] : [{ role: 'assistant' as const, speaker, segments: answered }]),
  ];
}

/** A part that only says how the answer came about, such as a mark to undo to, is left out. */
function partSegments(part: JsonObject, path: JsonPath): Segment[] {
  const kind = textField(part, 'kind');
  const text = textField(part, 'value');
  if (kind === 'thinking') {
    return text === null || text === '' ? [] : [wholeSegment(text, [...path, 'value'], 'reasoning')];
  }
  if (kind === 'toolInvocationSerialized') {
    const told = field(part, 'invocationMessage');
    const said = isText(told) ? told : isObject(told) ? (textField(told, 'value') ?? '') : '';
    return [renderedSegment(said, 'tool-call', textField(part, 'toolId') ?? undefined)];
  }
  return text === null || text === '' || (kind !== null && kind !== 'markdownContent')
    ? []
    : saidSegments(text, [...path, 'value'], 'assistant');
}
