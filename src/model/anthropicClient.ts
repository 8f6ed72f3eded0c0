import { type AnthropicClientOptions, apiCall } from './apiCall.ts';
import { answerOf, bodyOf } from './message.ts';
import type { ModelClient } from './modelClient.ts';
import { countPrompt, structuredAnswer } from './structured.ts';

export type { AnthropicClientOptions } from './apiCall.ts';

/**
 * A client of the Messages API. A request that failed before its answer began is sent once more.
 * @throws UserError when the base URL is not acceptable.
 */
export function createAnthropicClient(options: AnthropicClientOptions): ModelClient {
  const call = apiCall(options);
  const retry = true;
  return {
    answer: (request, onText, signal) =>
      call({ model: request.model, kind: 'stream', signal, retry }, async (client, running, { key }) => {
        const stream = client.messages.stream(bodyOf(request), { signal: running });
        stream.on('text', (piece) => {
          if (!running.aborted) onText(piece);
        });
        return answerOf(await stream.finalMessage(), key);
      }),
    answerAs: (request, schema, signal) =>
      call({ model: request.model, kind: 'json', signal, retry }, (client, running, { key }) =>
        structuredAnswer(client, request, schema, running, key),
      ),
    countTokens: (request, signal) =>
      call({ model: request.model, kind: 'json', signal, retry }, (client, running) =>
        countPrompt(client, request, running),
      ),
  };
}
