import type { BulkAsk } from '../../../../src/core/bulk/ask.ts';
import { askKey, requestHash } from '../../../../src/core/bulk/ask.ts';
import { estimatePrompt, worstUsage } from '../../../../src/core/bulk/estimate.ts';
import type { BulkEvent, BulkMode, Ledger, LedgerLine } from '../../../../src/core/bulk/ledger.ts';
import { createBulkClient } from '../../../../src/model/bulk/createBulkClient.ts';
import { bulkCostUsd } from '../../../../src/model/bulk/prices.ts';
import type { RunOptions } from '../../../../src/model/bulk/runOptions.ts';
import type { BulkServer } from '../../../support/bulkServer.ts';

export const KEY = 'sk-ant-api03-TopSecret_bulkbulkbulk-QRST';
const MODEL = 'claude-haiku-4-5';

export class MemoryLedger implements Ledger {
  readonly lines: LedgerLine[] = [];
  /** Called before lines are taken in; throws where the disk is full. */
  onAppend: (lines: readonly LedgerLine[]) => void = () => {};

  async append(lines: readonly LedgerLine[]): Promise<void> {
    this.onAppend(lines);
    this.lines.push(...lines);
  }

  async *read(): AsyncGenerator<LedgerLine> {
    yield* [...this.lines];
  }

  count(type: LedgerLine['type']): number {
    return this.lines.filter((line) => line.type === type).length;
  }

  /** What the ledger says of each ask: `answer`, or the fault. */
  outcomes(): readonly string[] {
    const byKey = new Map<string, string>();
    for (const line of this.lines) {
      if (line.type === 'answer') byKey.set(line.key, 'answer');
      if (line.type === 'failed') byKey.set(line.key, line.failure.fault);
    }
    return [...byKey.values()];
  }
}

export function asksFor(count: number, mode: BulkMode = 'live'): readonly BulkAsk[] {
  return Array.from({ length: count }, (_, i) => {
    const prompt = {
      system: 'You revise.',
      user: `<original_response>About record-${i + 1}</original_response>`,
      model: MODEL,
      maxTokens: 1000,
      effort: null,
    };
    const worstUsd = bulkCostUsd(mode, MODEL, worstUsage(estimatePrompt(prompt), prompt.maxTokens));
    return { key: askKey(requestHash(prompt), 1), prompt, worstUsd };
  });
}

/** Options of a run in which waiting takes no time. */
export function runOf(
  server: Pick<BulkServer, 'url'>,
  ledger: Ledger,
  asks: readonly BulkAsk[],
  more: Partial<RunOptions> = {},
): RunOptions & { readonly events: BulkEvent[] } {
  const events: BulkEvent[] = [];
  let runs = 0;
  return {
    client: createBulkClient({ apiKey: KEY, baseUrl: server.url, timeoutMs: 5_000, idleTimeoutMs: 2_000 }),
    ledger,
    asks: (async function* () {
      yield* asks;
    })(),
    model: MODEL,
    maxCostUsd: null,
    signal: new AbortController().signal,
    onEvent: (event) => {
      events.push(event);
    },
    now: () => '2026-01-01T00:00:00.000Z',
    newRun: () => `run${Math.round(performance.now())}n${++runs}`,
    wait: () => new Promise((resolve) => setImmediate(resolve)),
    events,
    ...more,
  };
}
