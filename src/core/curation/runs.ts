import type { RawAnswer } from '../bulk/ask.ts';
import type { LedgerLine } from '../bulk/ledger.ts';
import { type ChunkState, LedgerState } from '../bulk/ledgerState.ts';
import { formatRewrites } from '../rewrite/answer.ts';
import type { BulkEntry, ProposeEntry, RunChoices, RunItem } from './decision.ts';

/** A bulk run as the log tells it. */
export interface LoggedRun {
  readonly run: string;
  /** ISO time of its start. */
  readonly at: string;
  readonly by: string;
  readonly choices: RunChoices;
  readonly items: readonly RunItem[];
  readonly cancelled: boolean;
  /** Whether everything that was planned has an outcome, a proposal or a failure. */
  readonly whole: boolean;
  /** Requests that failed and are worth another try. */
  readonly retryable: number;
  /** Whether the program ended in the middle of it. */
  readonly brokenOff: boolean;
  /** Batches whose results are not in the log yet. */
  readonly openChunks: readonly ChunkState[];
}

/** All bulk runs of a log, oldest first. */
export function runsOf(entries: readonly BulkEntry[]): readonly LoggedRun[] {
  const names = new Set(entries.map(({ run }) => run));
  return [...names].flatMap((run) => {
    const own = entries.filter((entry) => entry.run === run);
    const started = own.find((entry) => entry.type === 'run' && entry.event.type === 'started');
    if (started?.type !== 'run' || started.event.type !== 'started') return [];
    const ledger = new LedgerState();
    for (const line of ledgerLines(own)) ledger.add(line);
    const events = own.flatMap((entry) => (entry.type === 'run' ? [entry.event] : []));
    const { items } = started.event;
    const asks = [...new Set(items.flatMap(({ keys }) => keys))].map((key) => ledger.of(key));
    const lastPart = events.findLast(({ type }) => type === 'run' || type === 'ended');
    return [
      {
        run,
        at: started.at,
        by: started.by,
        choices: started.event.choices,
        items,
        cancelled: events.some(({ type }) => type === 'cancelled'),
        // Not from how the last part ended: one that only looks at batches ends well while others were never sent.
        whole: asks.every((ask) => ask?.state === 'answered' || ask?.state === 'failed'),
        retryable: asks.filter((ask) => ask?.state === 'failed' && ask.failure.retryable).length,
        brokenOff: lastPart === undefined || lastPart.type === 'run',
        openChunks: ledger.openChunks,
      },
    ];
  });
}

/** What the engine's ledger of one run holds, from what the log says of it. */
export function* ledgerLines(entries: readonly BulkEntry[]): Generator<LedgerLine> {
  for (const entry of entries) {
    const { run } = entry;
    switch (entry.type) {
      case 'propose':
        yield { type: 'answer', run, key: entry.ask, answer: rawAnswerOf(entry) };
        break;
      case 'propose-failed': {
        const { fault, problem, retryable, costUsd: spentUsd } = entry;
        yield { type: 'failed', run, key: entry.ask, failure: { fault, problem, retryable, spentUsd } };
        break;
      }
      case 'run':
        if (entry.event.type !== 'started' && entry.event.type !== 'cancelled') yield entry.event;
        break;
    }
  }
}

/** The answer that a proposal was read from, as far as the log keeps it: enough to read it again for another record. */
export function rawAnswerOf({ proposal, reasoning }: ProposeEntry): RawAnswer {
  const { inputTokens, outputTokens } = proposal.usage ?? { inputTokens: 0, outputTokens: 0 };
  return {
    text: formatRewrites(proposal.text, reasoning?.text ?? null),
    model: proposal.model ?? '',
    answerId: proposal.answerId ?? null,
    usage: { inputTokens, outputTokens, storedTokens: 0, reusedTokens: 0 },
    costUsd: proposal.costUsd,
  };
}
