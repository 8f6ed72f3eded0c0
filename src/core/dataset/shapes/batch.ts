import type { JsonPath, Segment, Transcript, Turn } from '../transcript.ts';
import { chatTranscript, recordIdOf, systemOf } from './build.ts';
import { isMessage, isMessageList, readMessage, readMessages } from './messages.ts';
import { wholeSegment } from './segments.ts';
import type { Shape, Variant } from './shape.ts';
import { readPrompt } from './sides.ts';
import { toolsOf } from './tools.ts';
import {
  field,
  firstKey,
  has,
  isList,
  isObject,
  isText,
  type JsonObject,
  objectField,
  textField,
} from './values.ts';

/** Where a logged call keeps what was sent, or came back, beside its headers. */
const BODIES = ['body', 'inputBodyJson', 'outputBodyJson'] as const;

/** Requests and results of a batch API, Anthropic's or OpenAI's, and logs that hold a request with its response. */
export const batch: Shape = {
  name: 'message-batch',
  title: 'Message Batches request or result',
  example:
    '{"custom_id": "…", "params": {"messages": […]}} or {"custom_id": "…", "result": {"message": {…}}}',

  recognise(value) {
    if (!isObject(value)) {
      return 0;
    }
    const request = requestIn(value);
    if (request !== null && isChatRequest(request.value)) {
      return 0.97;
    }
    if (answersIn(value).length > 0) {
      return 0.96;
    }
    return textField(value, 'custom_id') !== null && isFailed(value) ? 0.9 : 0;
  },

  read(value) {
    return isObject(value) && this.recognise(value) > 0 ? readCall(value, answersIn(value)[0]) : null;
  },

  variants(value) {
    const answers = isObject(value) ? answersIn(value) : [];
    return answers.length < 2
      ? []
      : answers.map(
          (answer, i): Variant => ({
            title: `Answer ${i + 1}`,
            read: () => (isObject(value) ? readCall(value, answer) : null),
          }),
        );
  },
};

interface Found {
  readonly value: JsonObject;
  readonly path: JsonPath;
}

function readCall(record: JsonObject, answer: Found | undefined): Transcript {
  const request = requestIn(record);
  const turns: Turn[] = [];
  if (request !== null) {
    const messages = field(request.value, 'messages');
    const input = field(request.value, 'input');
    turns.push(
      ...(isMessageList(messages)
        ? readMessages(messages, [...request.path, 'messages'])
        : readPrompt(input, [...request.path, 'input'])),
    );
  }
  const askedKey = request === null ? firstKey(record, ['input', 'messages'], isMessageList) : null;
  const asked = askedKey === null ? null : field(record, askedKey);
  if (askedKey !== null && isMessageList(asked)) {
    turns.push(...readMessages(asked, [askedKey]));
  }
  if (answer !== undefined) {
    turns.push({ ...readMessage(answer.value, answer.path), role: 'assistant' });
  }
  const parts = { shape: batch.name, record, recordId: textField(record, 'custom_id') ?? recordIdOf(record) };
  return chatTranscript(
    request === null
      ? askedKey === 'messages'
        ? { ...parts, system: systemOf(record) }
        : parts
      : { ...parts, system: systemIn(request), tools: toolsOf(request.value) },
    turns,
  );
}

/** A call that brought no answer; one that brought numbers, as embeddings do, is no chat. */
function isFailed(record: JsonObject): boolean {
  const response = objectField(record, 'response') ?? {};
  const body = objectField(response, 'body');
  return (
    (has(record, 'result') || has(record, 'response') || has(record, 'error')) &&
    (body === null || !has(body, 'data'))
  );
}

function requestIn(record: JsonObject): Found | null {
  for (const key of ['params', 'body', 'request', 'input', 'inputs']) {
    const value = objectField(record, key);
    if (value !== null) {
      const inner = firstKey(value, BODIES, isObject);
      const body = inner === null ? null : objectField(value, inner);
      return body === null || inner === null ? { value, path: [key] } : { value: body, path: [key, inner] };
    }
  }
  return null;
}

function isChatRequest(request: JsonObject): boolean {
  const input = field(request, 'input');
  return (
    isMessageList(field(request, 'messages')) ||
    isMessageList(input) ||
    // Embeddings have a text as input too.
    (isText(input) && firstKey(request, OF_RESPONSES) !== null)
  );
}

/** What only requests to the Responses API have beside an input. */
const OF_RESPONSES = ['instructions', 'max_output_tokens', 'reasoning', 'text', 'tools'] as const;

function systemIn({ value, path }: Found): Segment[] {
  const instructions = textField(value, 'instructions');
  return instructions === null || instructions === ''
    ? systemOf(value, path)
    : [wholeSegment(instructions, [...path, 'instructions'], 'text')];
}

/** The messages that came back: one of Anthropic, or as many as OpenAI was asked for. */
function answersIn(record: JsonObject): Found[] {
  for (const key of ['result', 'response', 'output', 'outputs']) {
    const result = objectField(record, key);
    if (result === null) {
      continue;
    }
    const message = objectField(result, 'message');
    if (message !== null && isMessage(message)) {
      return [{ value: message, path: [key, 'message'] }];
    }
    const bodyKey = firstKey(result, BODIES, isObject);
    const body = bodyKey === null ? null : objectField(result, bodyKey);
    const [inner, path]: [JsonObject, JsonPath] =
      body === null || bodyKey === null ? [result, [key]] : [body, [key, bodyKey]];
    const answers = choicesIn(inner, path);
    if (answers.length > 0) {
      return answers;
    }
    const nested = objectField(objectField(inner, 'output') ?? {}, 'message');
    if (nested !== null && isMessage(nested)) {
      return [{ value: nested, path: [...path, 'output', 'message'] }];
    }
    if (isMessage(inner)) {
      return [{ value: inner, path }];
    }
  }
  // What the Responses API gave back, stored as it came.
  return field(record, 'object') === 'response' ? choicesIn(record, []) : [];
}

function choicesIn(body: JsonObject, path: JsonPath): Found[] {
  for (const key of ['choices', 'output']) {
    const list = field(body, key);
    if (isList(list)) {
      return list.flatMap((item, i): Found[] => {
        const message = isObject(item) ? (objectField(item, 'message') ?? item) : null;
        const at = [...path, key, i];
        return message !== null && isMessage(message)
          ? [{ value: message, path: message === item ? at : [...at, 'message'] }]
          : [];
      });
    }
  }
  return [];
}
