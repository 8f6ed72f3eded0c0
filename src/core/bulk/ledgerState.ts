import type { AskFailure } from './ask.ts';
import type { LedgerLine } from './ledger.ts';

export type AskState =
  | { readonly state: 'sent'; readonly worstUsd: number | null }
  | { readonly state: 'submitted' }
  | { readonly state: 'answered' }
  | { readonly state: 'failed'; readonly failure: AskFailure };

/** A part of a run that was, or was about to be, submitted as one batch. */
export interface ChunkState {
  readonly run: string;
  readonly chunk: number;
  readonly keys: readonly string[];
  readonly worstUsd: number | null;
  readonly newest: string | null;
  /** Null while it is not known whether the batch exists. */
  readonly batch: string | null;
}

/** What a ledger's lines come to, without the texts of answers. */
export class LedgerState {
  readonly #asks = new Map<string, AskState>();
  readonly #chunks = new Map<string, ChunkState>();
  #knownUsd = 0;
  #uncertainUsd = 0;
  #unpriced = 0;

  /** Takes the next line in; a second answer to the same ask changes nothing but what was paid. */
  add(line: LedgerLine): void {
    switch (line.type) {
      case 'sent':
        // A request that was on its way when a run broke off may have been paid, whatever comes of the next one.
        this.#countLost(line.key);
        this.#asks.set(line.key, { state: 'sent', worstUsd: line.worstUsd });
        return;
      case 'unsent':
        if (this.#asks.get(line.key)?.state === 'sent') this.#asks.delete(line.key);
        return;
      case 'answer':
        if (this.isAnswered(line.key)) return;
        this.#count(line.answer.costUsd);
        this.#asks.set(line.key, { state: 'answered' });
        return;
      case 'failed': {
        if (this.isAnswered(line.key)) return;
        const { spentUsd } = line.failure;
        if (spentUsd === null) this.#countLost(line.key);
        else this.#knownUsd += spentUsd;
        this.#asks.set(line.key, { state: 'failed', failure: line.failure });
        return;
      }
      case 'no-rewrite':
        if (this.isAnswered(line.key)) this.#asks.set(line.key, { state: 'failed', failure: line.failure });
        return;
      case 'intent': {
        const { run, chunk, keys, worstUsd, newest } = line;
        this.#chunks.set(nameOf(line), { run, chunk, keys, worstUsd, newest, batch: null });
        for (const key of keys) if (!this.isAnswered(key)) this.#asks.set(key, { state: 'submitted' });
        return;
      }
      case 'submitted': {
        const chunk = this.#chunks.get(nameOf(line));
        if (chunk !== undefined) this.#chunks.set(nameOf(line), { ...chunk, batch: line.batch });
        return;
      }
      case 'withdrawn':
      case 'collected': {
        const chunk = this.#chunks.get(nameOf(line));
        this.#chunks.delete(nameOf(line));
        for (const key of chunk?.keys ?? [])
          if (this.#asks.get(key)?.state === 'submitted') this.#asks.delete(key);
        return;
      }
      case 'run':
      case 'ended':
        return;
    }
  }

  of(key: string): AskState | null {
    return this.#asks.get(key) ?? null;
  }

  isAnswered(key: string): boolean {
    return this.#asks.get(key)?.state === 'answered';
  }

  /** Whether an ask is to be sent in a run that takes up what is left: unknown, broken off, or failed but worth another try. */
  isOpen(key: string): boolean {
    const ask = this.#asks.get(key);
    switch (ask?.state) {
      case 'answered':
      case 'submitted':
        return false;
      case 'failed':
        return ask.failure.retryable;
      default:
        return true;
    }
  }

  /** Batches that are not collected yet, oldest first. */
  get openChunks(): readonly ChunkState[] {
    return [...this.#chunks.values()];
  }

  /** By the provider's figures, US dollars. */
  get knownUsd(): number {
    return this.#knownUsd;
  }

  /** The most that requests without a known outcome can have cost beside that. */
  get uncertainUsd(): number {
    let usd = this.#uncertainUsd;
    for (const ask of this.#asks.values()) if (ask.state === 'sent') usd += ask.worstUsd ?? 0;
    return usd;
  }

  /** What open batches may still cost. */
  get reservedUsd(): number {
    let usd = 0;
    for (const chunk of this.#chunks.values()) usd += chunk.worstUsd ?? 0;
    return usd;
  }

  /** Answers whose price is not known. */
  get unpriced(): number {
    return this.#unpriced;
  }

  #count(usd: number | null): void {
    if (usd === null) this.#unpriced++;
    else this.#knownUsd += usd;
  }

  #countLost(key: string): void {
    const before = this.#asks.get(key);
    if (before?.state === 'sent') this.#uncertainUsd += before.worstUsd ?? 0;
  }
}

function nameOf(line: { readonly run: string; readonly chunk: number }): string {
  return `${line.run} ${line.chunk}`;
}

/** Reads a ledger. */
export async function foldLedger(
  lines: AsyncIterable<LedgerLine> | Iterable<LedgerLine>,
): Promise<LedgerState> {
  const state = new LedgerState();
  for await (const line of lines) state.add(line);
  return state;
}
