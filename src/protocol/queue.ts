import * as z from 'zod';
import { FILTER_STATES, type FilterState } from '../core/curation/filter.ts';
import { QUEUE_ORDERS, type QueueOrder } from '../core/curation/queueOrder.ts';
import type { CurationStatus } from '../core/curation/state.ts';
import { once } from '../core/once.ts';

/** The queue as its view shows it, but for its rows. */
export interface QueueState {
  /** The dataset's name; null when none is open. */
  readonly dataset: string | null;
  readonly filter: string;
  /** What is wrong with the filter that was typed last; null when nothing is. */
  readonly problem: string | null;
  readonly order: QueueOrder;
  readonly orders: readonly { readonly order: QueueOrder; readonly title: string }[];
  readonly sample: { readonly count: number; readonly seed: number } | null;
  readonly narrowed: boolean;
  /** Rows of the queue, and transcripts of the dataset. */
  readonly length: number;
  readonly total: number;
  readonly counts: readonly {
    readonly state: FilterState;
    readonly count: number;
    /** Whether the filter asks for it. */
    readonly on: boolean;
  }[];
  readonly saved: readonly { readonly name: string; readonly filter: string }[];
  /** Index of the record on show; null when it is not in the queue. */
  readonly shown: number | null;
  /** What remains, and how fast it goes, as a sentence. */
  readonly pace: string;
  /** Changes whenever rows that were sent may have changed. */
  readonly revision: number;
}

/** One record of the queue. */
export interface QueueRow {
  /** Its place in the file, as a person counts. */
  readonly place: number;
  /** The first words of the request. */
  readonly text: string;
  /** The titles of the open findings, the gravest first; null when there is none. */
  readonly finding: string | null;
  readonly flagged: boolean;
  readonly ready: boolean;
  readonly noted: boolean;
  readonly exemplar: boolean;
  readonly status: CurationStatus;
}

export type QueueHostMessage =
  | { readonly type: 'queue'; readonly state: QueueState }
  | {
      readonly type: 'rows';
      readonly revision: number;
      readonly start: number;
      readonly rows: readonly QueueRow[];
    }
  | { readonly type: 'focus' };

const queueMessage = once(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('ready') }),
    z.object({ type: z.literal('rows'), start: z.int().min(0), count: z.int().min(1).max(500) }),
    /** `place` is that of the row as the page shows it, which may be of an earlier queue; null where it shows none yet. */
    z.object({
      type: z.literal('open'),
      index: z.int().min(0),
      place: z.int().min(1).nullable(),
      focus: z.boolean(),
    }),
    z.object({ type: z.literal('filter'), filter: z.string().max(10_000) }),
    z.object({ type: z.literal('toggle'), state: z.enum(FILTER_STATES) }),
    z.object({ type: z.literal('order'), order: z.enum(QUEUE_ORDERS) }),
    z.object({ type: z.literal('run'), command: z.enum(['sample', 'clear', 'save', 'delete']) }),
  ]),
);

/** What the queue's view tells the host. */
export type QueueViewMessage = z.infer<ReturnType<typeof queueMessage>>;

/** Checks what came from the view; null for anything that is not one of its messages. */
export function readQueueMessage(value: unknown): QueueViewMessage | null {
  const result = queueMessage().safeParse(value);
  return result.success ? result.data : null;
}
