import type * as Sdk from '@anthropic-ai/sdk';
import { type BulkPrompt, type BulkUsage, customId } from '../../core/bulk/ask.ts';
import { type AnthropicClientOptions, apiCall, type Task } from '../apiCall.ts';
import { ModelError } from '../errors.ts';
import { answerOf, bodyOf, usageOf } from '../message.ts';
import type { ModelRequest } from '../modelClient.ts';
import { countPrompt } from '../structured.ts';
import { resultOf } from './batchResult.ts';
import type { Attempt, BatchStatus, BulkClient } from './bulkClient.ts';
import { jsonLines } from './jsonLines.ts';

/** Batches of a page of the list. */
const PAGE = 100;

/**
 * A client for bulk runs. Neither it nor the SDK below it ever sends a request twice.
 * @throws UserError when the base URL is not acceptable.
 */
export function createBulkClient(options: AnthropicClientOptions): BulkClient {
  const call = apiCall(options);
  const json = <T>(signal: AbortSignal, task: Task<T>, model = '') =>
    call({ model, kind: 'json', signal, retry: false }, task);
  return {
    ask: async (prompt, signal, onLimits = () => {}) => {
      let told: BulkUsage | null = null;
      try {
        const answer = await call(
          { model: prompt.model, kind: 'stream', signal, retry: false, onLimits },
          async (client, running, { key }) => {
            // Streamed, because an answer that comes all at once is cut off by proxies that see only silence.
            const message = await client.messages
              .stream(bodyOf(requestOf(prompt)), { signal: running })
              .finalMessage();
            told = usageOf(message);
            return answerOf(message, key);
          },
        );
        const { text, model, responseId, usage } = answer;
        return { ok: true, text, model, answerId: responseId, usage };
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        return { ok: false, error, paid: told ?? paidFor(error) };
      }
    },
    count: (prompt, signal) =>
      json(
        signal,
        (client, running) => countPrompt(client, { ...requestOf(prompt), shared: null }, running),
        prompt.model,
      ),
    createBatch: (run, asks, signal) =>
      json(signal, async (client, running) =>
        statusOf(
          await client.messages.batches.create(
            {
              requests: asks.map(({ key, prompt }) => ({
                custom_id: customId(run, key),
                params: bodyOf(requestOf(prompt)),
              })),
            },
            { signal: running },
          ),
        ),
      ),
    retrieveBatch: (id, signal) =>
      json(signal, async (client, running) =>
        statusOf(await client.messages.batches.retrieve(id, {}, { signal: running })),
      ),
    cancelBatch: (id, signal) =>
      json(signal, async (client, running) =>
        statusOf(await client.messages.batches.cancel(id, {}, { signal: running })),
      ),
    listBatches: async function* (signal) {
      let after: string | null = null;
      for (;;) {
        const query: Sdk.Anthropic.Messages.BatchListParams =
          after === null ? { limit: PAGE } : { limit: PAGE, after_id: after };
        const { data, has_more } = await json(signal, (client, running) =>
          client.messages.batches.list(query, { signal: running }),
        );
        for (const batch of data) yield statusOf(batch);
        const last: string | undefined = data.at(-1)?.id;
        if (!has_more || last === undefined || last === after) return;
        after = last;
      }
    },
    batchResults: (id, signal) =>
      pulled((take) =>
        call({ model: '', kind: 'lines', signal, retry: false }, async (client, running, { key }) => {
          // Asked for by its own path: the address that the batch names could be anywhere, and the key is sent along.
          const response = await client
            .get(`/v1/messages/batches/${encodeURIComponent(id)}/results`, { signal: running })
            .asResponse();
          if (response.body === null) return;
          for await (const value of jsonLines(response.body)) {
            if (!(await take(resultOf(value, key)))) return;
          }
        }),
      ),
  };
}

function requestOf(prompt: BulkPrompt): ModelRequest {
  return { ...prompt, keepSystem: true };
}

/** What a failed request has cost: nothing where it was refused, nobody knows what where it may have been worked on. */
function paidFor(error: ModelError): Extract<Attempt, { readonly ok: false }>['paid'] {
  return error.mayBePaid || error.fault === 'timeout' || error.fault === 'stopped' ? null : 'none';
}

function statusOf(batch: Sdk.Anthropic.Messages.MessageBatch): BatchStatus {
  const { processing, succeeded, errored, canceled, expired } = batch.request_counts;
  const done = succeeded + errored + canceled + expired;
  return { id: batch.id, status: batch.processing_status, count: processing + done, done };
}

/** Turns a function that gives values to a taker into one that values are pulled from, one at a time. */
async function* pulled<T>(give: (take: (value: T) => Promise<boolean>) => Promise<void>): AsyncGenerator<T> {
  let offer: (value: { readonly value: T } | null) => void = () => {};
  let release: (more: boolean) => void = () => {};
  const next = () =>
    new Promise<{ readonly value: T } | null>((resolve) => {
      offer = resolve;
    });
  let coming = next();
  const giving = give((value) => {
    const taken = new Promise<boolean>((resolve) => {
      release = resolve;
    });
    offer({ value });
    return taken;
  });
  giving.then(
    () => offer(null),
    () => offer(null),
  );
  try {
    for (let got = await coming; got !== null; got = await coming) {
      yield got.value;
      coming = next();
      release(true);
    }
    await giving;
  } finally {
    release(false);
  }
}
