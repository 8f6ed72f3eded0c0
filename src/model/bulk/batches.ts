import type * as Sdk from '@anthropic-ai/sdk';
import type { Task } from '../anthropicClient.ts';
import { ModelError, quote } from '../errors.ts';
import { answerOf, bodyOf } from '../message.ts';
import type { Batches, BatchResult, BatchStatus } from '../modelClient.ts';
import type { AnswerKind } from '../watchedFetch.ts';
import { jsonLines } from './jsonLines.ts';

/** Batches looked through for one that was sent before a crash. */
const LISTED = 100;

type Attempt = <T>(model: string, kind: AnswerKind, signal: AbortSignal, task: Task<T>) => Promise<T>;

/** The Message Batches API. @param attempt runs one exchange and turns what goes wrong into a ModelError. */
export function batchesOf(attempt: Attempt): Batches {
  const json = <T>(signal: AbortSignal, task: Task<T>) => attempt('', 'json', signal, task);
  return {
    create: (requests, signal) =>
      json(signal, async (client, running) =>
        statusOf(
          await client.messages.batches.create(
            { requests: requests.map(({ id, request }) => ({ custom_id: id, params: bodyOf(request) })) },
            { signal: running },
          ),
        ),
      ),
    get: (id, signal) =>
      json(signal, async (client, running) =>
        statusOf(await client.messages.batches.retrieve(id, {}, { signal: running })),
      ),
    list: (signal) =>
      json(signal, async (client, running) => {
        const page = await client.messages.batches.list({ limit: LISTED }, { signal: running });
        return page.data.map(statusOf);
      }),
    cancel: (id, signal) =>
      json(signal, async (client, running) => {
        await client.messages.batches.cancel(id, {}, { signal: running });
      }),
    results: (id, take, signal) =>
      attempt('', 'lines', signal, async (client, running, { key }) => {
        // Asked for by its own path: the address that the batch names could be anywhere, and the key is sent along.
        const response = await client
          .get(`/v1/messages/batches/${encodeURIComponent(id)}/results`, { signal: running })
          .asResponse();
        if (response.body === null) return;
        for await (const value of jsonLines(response.body)) {
          const result = resultOf(value, key);
          if (result !== null && !(await take(result))) return;
        }
      }),
  };
}

function statusOf(batch: Sdk.Anthropic.Messages.MessageBatch): BatchStatus {
  const counts = batch.request_counts;
  const { processing, succeeded, errored, canceled, expired } = counts;
  return {
    id: batch.id,
    ended: batch.processing_status === 'ended',
    total: processing + succeeded + errored + canceled + expired,
    processing,
  };
}

/** Null for a line that is no result; the request it may have been about stays without one. */
function resultOf(value: unknown, key: string | null): BatchResult | null {
  const line = value as Partial<Sdk.Anthropic.Messages.MessageBatchIndividualResponse> | null;
  const result = line?.result;
  if (typeof line?.custom_id !== 'string' || result === undefined || result === null) return null;
  const id = line.custom_id;
  const failure = (problem: string, paid: boolean, again: boolean): BatchResult => ({
    id,
    kind: 'failure',
    problem,
    paid,
    again,
  });
  switch (result.type) {
    case 'succeeded':
      try {
        return { id, kind: 'answer', answer: answerOf(result.message, key) };
      } catch (error) {
        if (error instanceof ModelError) return failure(error.message, true, false);
        return failure('The answer could not be understood, so it was not kept.', true, false);
      }
    case 'errored': {
      const { error } = result.error ?? {};
      const said = typeof error?.message === 'string' ? ` It said: “${quote(error.message, key)}”` : '';
      const again = error?.type !== 'invalid_request_error';
      return failure(`The provider could not answer this request of the batch.${said}`, false, again);
    }
    case 'expired':
      return failure('The batch expired before this request’s turn. It was not paid.', false, true);
    case 'canceled':
      return failure('The batch was cancelled before this request’s turn. It was not paid.', false, true);
    default:
      return null;
  }
}
