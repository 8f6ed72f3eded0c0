import type { JsonPath, Segment, Transcript, Turn } from '../transcript.ts';
import { chatTranscript, recordIdOf, systemOf } from './build.ts';
import { isItemList } from './items.ts';
import { isMessage, isMessageList, readMessage, readMessages } from './messages.ts';
import { saidSegments, wholeSegment } from './segments.ts';
import type { Shape, Variant } from './shape.ts';
import { joinChat, readPrompt } from './sides.ts';
import { toolsOf } from './tools.ts';
import {
  field,
  firstKey,
  has,
  isList,
  isObject,
  isPresent,
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
    if (request !== null && isChatRequest(request.value, textField(value, 'url') ?? '')) {
      return 0.97;
    }
    if (answersIn(value).length > 0) {
      return 0.96;
    }
    if (textField(value, 'custom_id') !== null && isFailed(value)) {
      return 0.9;
    }
    return isBareRequest(value) ? 0.7 : 0;
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

/** What came back: one message, a text, or the items of a response. */
type Answer = Found | { readonly items: readonly unknown[]; readonly path: JsonPath };

function readCall(record: JsonObject, answer: Answer | undefined): Transcript {
  const request = requestIn(record);
  const { value, path } = request ?? { value: record, path: [] };
  const key = firstKey(value, ['messages', 'input', 'prompt'], (asked) =>
    request === null ? isMessageList(asked) || isText(asked) : isPresent(asked),
  );
  const asked = key === null ? [] : readPrompt(field(value, key), [...path, key]);
  const parts = { shape: batch.name, record, recordId: textField(record, 'custom_id') ?? recordIdOf(record) };
  return chatTranscript(
    { ...parts, system: systemIn(value, path), tools: toolsOf(value) },
    joinChat(asked, answer === undefined ? [] : answerTurns(answer)),
  );
}

function answerTurns(answer: Answer): Turn[] {
  if ('items' in answer) {
    return joined(readMessages(answer.items, answer.path));
  }
  const { value, path } = answer;
  return [isMessage(value) ? { ...readMessage(value, path), role: 'assistant' } : textTurn(value, path)];
}

/** What a completion of a text came to. */
function textTurn(choice: JsonObject, path: JsonPath): Turn {
  const segments = saidSegments(textField(choice, 'text') ?? '', [...path, 'text'], 'assistant');
  return { role: 'assistant', speaker: 'assistant', segments };
}

/** What a model thought, called and said in one go is one turn, although each is an item of its own. */
function joined(turns: readonly Turn[]): Turn[] {
  const found: Turn[] = [];
  for (const turn of turns) {
    const last = found.at(-1);
    if (last?.role === 'assistant' && turn.role === 'assistant') {
      found[found.length - 1] = { ...turn, segments: [...last.segments, ...turn.segments] };
    } else {
      found.push(turn);
    }
  }
  return found;
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
  for (const key of ['params', 'body', 'request', 'input', 'inputs', 'request_body', 'requestBody']) {
    const value = objectField(record, key);
    if (value !== null) {
      const inner = firstKey(value, BODIES, isObject);
      const body = inner === null ? null : objectField(value, inner);
      return body === null || inner === null ? { value, path: [key] } : { value: body, path: [key, inner] };
    }
  }
  return null;
}

function isChatRequest(request: JsonObject, url: string): boolean {
  const input = field(request, 'input');
  return (
    isMessageList(field(request, 'messages')) ||
    isMessageList(input) ||
    // Embeddings have a text as input too.
    (isText(input) && (url.endsWith('/responses') || firstKey(request, OF_RESPONSES) !== null)) ||
    (isText(field(request, 'prompt')) && url.endsWith('/completions'))
  );
}

/** What only requests to the Responses API have beside an input. */
const OF_RESPONSES = ['instructions', 'max_output_tokens', 'reasoning', 'text', 'tools'] as const;

/** A request to the Responses API by itself, not one of a batch. */
function isBareRequest(record: JsonObject): boolean {
  return (
    isText(field(record, 'model')) &&
    isAsked(field(record, 'input')) &&
    firstKey(record, ['instructions', 'max_output_tokens']) !== null &&
    firstKey(record, ['output', 'response', 'completion', 'target']) === null
  );
}

function systemIn(value: JsonObject, path: JsonPath): Segment[] {
  const instructions = textField(value, 'instructions');
  return instructions === null || instructions === ''
    ? systemOf(value, path)
    : [wholeSegment(instructions, [...path, 'instructions'], 'text')];
}

/** The messages that came back: one of Anthropic, or as many as OpenAI was asked for. */
function answersIn(record: JsonObject): Answer[] {
  const output = field(record, 'output');
  if (isItemList(output) && (field(record, 'object') === 'response' || isAsked(field(record, 'input')))) {
    return [{ items: output, path: ['output'] }];
  }
  for (const key of ['result', 'response', 'output', 'outputs', 'response_body', 'responseBody']) {
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
    const messages = field(inner, 'messages');
    if (isMessageList(messages)) {
      return [{ items: messages, path: [...path, 'messages'] }];
    }
    const nested = objectField(objectField(inner, 'output') ?? {}, 'message');
    if (nested !== null && isMessage(nested)) {
      return [{ value: nested, path: [...path, 'output', 'message'] }];
    }
    if (isMessage(inner)) {
      return [{ value: inner, path }];
    }
  }
  return [];
}

function isAsked(input: unknown): boolean {
  return isText(input) || isMessageList(input);
}

function choicesIn(body: JsonObject, path: JsonPath): Answer[] {
  for (const key of ['choices', 'output']) {
    const list = field(body, key);
    const at = [...path, key];
    if (isItemList(list)) {
      return [{ items: list, path: at }];
    }
    if (isList(list)) {
      return list.flatMap((item, i): Found[] => {
        const message = isObject(item) ? (objectField(item, 'message') ?? item) : null;
        if (message !== null && (isMessage(message) || isText(field(message, 'text')))) {
          return [{ value: message, path: message === item ? [...at, i] : [...at, i, 'message'] }];
        }
        return [];
      });
    }
  }
  return [];
}
