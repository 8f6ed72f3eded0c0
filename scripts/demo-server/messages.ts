/** The parts of the Anthropic Messages API that the demo server reads and writes. */
import { z } from 'zod';

export const DEMO_MODEL = 'recorded-answers-demo';

const textual = z.union([
  z.string(),
  z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
]);

/** Only what the server needs is checked: the real API takes much more, and newer fields must not break the demo. */
export const messagesRequest = z.looseObject({
  system: textual.optional(),
  messages: z.array(z.looseObject({ role: z.string(), content: textual })).min(1),
  stream: z.boolean().optional(),
});

export type MessagesRequest = z.infer<typeof messagesRequest>;

function plainText(content: z.infer<typeof textual>): string {
  return typeof content === 'string' ? content : content.map((block) => block.text ?? '').join('\n');
}

/** Everything the user messages say, one after the other; the system text is left out because it quotes the tags. */
export function userText(request: MessagesRequest): string {
  return request.messages
    .filter((message) => message.role === 'user')
    .map((message) => plainText(message.content))
    .join('\n');
}

/** A rough count, four characters to a token, of all text in the request. */
export function estimateInputTokens(request: MessagesRequest): number {
  const system = request.system === undefined ? '' : plainText(request.system);
  const characters = request.messages.reduce(
    (sum, message) => sum + plainText(message.content).length,
    system.length,
  );
  return Math.max(1, Math.ceil(characters / 4));
}

export function estimateTokens(text: string): number {
  return Math.max(1, Math.ceil(text.length / 4));
}

export type ApiErrorType = 'invalid_request_error' | 'not_found_error' | 'request_too_large' | 'api_error';

export function errorBody(type: ApiErrorType, message: string, requestId: string): object {
  return { type: 'error', error: { type, message }, request_id: requestId };
}

/** The message of a non-streaming answer. */
export function messageBody(id: string, text: string, inputTokens: number): object {
  return {
    id,
    type: 'message',
    role: 'assistant',
    model: DEMO_MODEL,
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: inputTokens, output_tokens: estimateTokens(text) },
  };
}

/** The text in the pieces that are streamed: two words each, white space kept, so that joining them gives the text. */
export function chunks(text: string): string[] {
  return text.match(/(?:\s*\S+){1,2}\s*/gu) ?? [text];
}

/** One server-sent event as it goes over the wire. */
export function sseEvent(data: { readonly type: string }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The events of a streamed answer, in order; only the text deltas are worth a pause before them. */
export function* streamEvents(
  id: string,
  text: string,
  inputTokens: number,
): Generator<{ readonly type: string; readonly [field: string]: unknown }> {
  yield {
    type: 'message_start',
    message: {
      id,
      type: 'message',
      role: 'assistant',
      model: DEMO_MODEL,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: inputTokens, output_tokens: 1 },
    },
  };
  yield { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } };
  for (const chunk of chunks(text)) {
    yield { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: chunk } };
  }
  yield { type: 'content_block_stop', index: 0 };
  yield {
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: estimateTokens(text) },
  };
  yield { type: 'message_stop' };
}
