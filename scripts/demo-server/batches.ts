/** The Message Batches of the demo server: held in memory, answered at once, ended when somebody looks. */
import { z } from 'zod';
import { type MessagesRequest, messagesRequest } from './messages.ts';

export const batchRequest = z.looseObject({
  requests: z.array(z.looseObject({ custom_id: z.string().min(1), params: messagesRequest })).min(1),
});

export type BatchRequest = z.infer<typeof batchRequest>;

type Status = 'in_progress' | 'canceling' | 'ended';

interface Batch {
  readonly id: string;
  readonly requests: BatchRequest['requests'];
  readonly createdAt: Date;
  status: Status;
  cancelled: boolean;
}

/** What becomes of one request: the message, or the error. */
export type Answer = (request: MessagesRequest, id: string) => object;

/** Batches last a day with the provider, and so they say here. */
const LIFE_MS = 24 * 60 * 60 * 1000;

export class DemoBatches {
  readonly #batches: Batch[] = [];
  readonly #answer: Answer;

  /** @param answer gives the `result` of a request that was processed, an error included; it does not throw. */
  constructor(answer: Answer) {
    this.#answer = answer;
  }

  create({ requests }: BatchRequest): object {
    const id = `msgbatch_demo_${this.#batches.length + 1}`;
    const batch: Batch = { id, requests, createdAt: new Date(), status: 'in_progress', cancelled: false };
    this.#batches.unshift(batch);
    return described(batch);
  }

  /** Newest first, all on one page. */
  list(): object {
    const first = this.#batches[0]?.id ?? null;
    return {
      data: this.#batches.map(described),
      has_more: false,
      first_id: first,
      last_id: this.#batches.at(-1)?.id ?? null,
    };
  }

  /** A look at a batch; null when there is none. It is the first look that finds it ended. */
  retrieve(id: string): object | null {
    const batch = this.#find(id);
    if (batch === undefined) return null;
    batch.status = 'ended';
    return described(batch);
  }

  /** Asks a batch to end; null when there is none. What nobody had looked at by then was not processed. */
  cancel(id: string): object | null {
    const batch = this.#find(id);
    if (batch === undefined) return null;
    if (batch.status === 'in_progress') {
      batch.status = 'canceling';
      batch.cancelled = true;
    }
    return described(batch);
  }

  /** The lines of an ended batch's results; null when there is no such batch or it has not ended. */
  results(id: string): readonly object[] | null {
    const batch = this.#find(id);
    if (batch?.status !== 'ended') return null;
    return batch.requests.map(({ custom_id, params }, index) => ({
      custom_id,
      result: batch.cancelled ? { type: 'canceled' } : this.#answer(params, `${id}_${index + 1}`),
    }));
  }

  #find(id: string): Batch | undefined {
    return this.#batches.find((batch) => batch.id === id);
  }
}

function described({ id, requests, createdAt, status, cancelled }: Batch): object {
  const ended = status === 'ended';
  const done = ended ? requests.length : 0;
  return {
    id,
    type: 'message_batch',
    processing_status: status,
    request_counts: {
      processing: requests.length - done,
      succeeded: cancelled ? 0 : done,
      errored: 0,
      canceled: cancelled ? done : 0,
      expired: 0,
    },
    results_url: ended ? `/v1/messages/batches/${id}/results` : null,
    created_at: createdAt.toISOString(),
    expires_at: new Date(createdAt.getTime() + LIFE_MS).toISOString(),
    ended_at: null,
    archived_at: null,
    cancel_initiated_at: null,
  };
}
