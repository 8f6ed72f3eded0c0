import type { Assessment } from '../assess/assessment.ts';
import { likenessTo } from '../text/likeness.ts';
import { t } from '../text/translate.ts';
import type { RecordFacts } from './recordFacts.ts';

/** Ways to put a queue in order. */
export const QUEUE_ORDERS = [
  'line',
  'severity',
  'confidence',
  'length',
  'like-rejected',
  'like-open',
] as const;
export type QueueOrder = (typeof QUEUE_ORDERS)[number];

export const ORDER_TITLES: Readonly<Record<QueueOrder, string>> = {
  get line() {
    return t('Line');
  },
  get severity() {
    return t('Severity');
  },
  get confidence() {
    return t('Confidence');
  },
  get length() {
    return t('Length');
  },
  get 'like-rejected'() {
    return t('Most like what was rejected last');
  },
  get 'like-open'() {
    return t('Most like the open record');
  },
};

/** What a record is put in order by. */
export interface Ordered {
  readonly assessment: Assessment | null;
  readonly facts: RecordFacts;
}

const SEVERITIES = ['info', 'warning', 'error'] as const;

/**
 * The number that a record is put in order by, the largest first; records of the same number stay in the order of their lines.
 * @param like the text to which others are likened, where the order asks for one
 */
export function rankIn(order: QueueOrder, like: string): (record: Ordered) => number {
  switch (order) {
    case 'line':
      return () => 0;
    case 'severity':
      return ({ assessment, facts }) =>
        (facts.flagged ? SEVERITIES.length : 0) +
        Math.max(-1, ...(assessment?.findings.map(({ severity }) => SEVERITIES.indexOf(severity)) ?? []));
    case 'confidence':
      return ({ assessment }) => assessment?.confidence ?? -1;
    case 'length':
      return ({ facts }) => facts.response().length;
    case 'like-rejected':
    case 'like-open': {
      const likeness = likenessTo(like);
      return ({ facts }) => likeness(facts.response());
    }
  }
}

/** A record of a queue: its line, from 0, and its rank. */
export interface Ranked {
  readonly line: number;
  readonly rank: number;
}

/** The lines in order. */
export function inOrder(records: readonly Ranked[]): readonly number[] {
  return [...records].sort((a, b) => b.rank - a.rank || a.line - b.line).map(({ line }) => line);
}

/**
 * The line that comes after (or before) another one in a queue. Where the other has left the queue, the one that took its
 * place comes after it.
 * @param at where the line stood when it was last in the queue
 * @param stays whether a line is still to be shown: what was decided since the queue was made is passed over
 * @returns null at the end.
 */
export function neighbourIn(
  lines: readonly number[],
  line: number,
  at: number,
  direction: 1 | -1,
  stays: (line: number) => boolean,
): number | null {
  const found = lines.indexOf(line);
  let index = found === -1 ? (direction === 1 ? at : at - 1) : found + direction;
  for (; index >= 0 && index < lines.length; index += direction) {
    const candidate = lines[index] as number;
    if (candidate !== line && stays(candidate)) return candidate;
  }
  return null;
}
