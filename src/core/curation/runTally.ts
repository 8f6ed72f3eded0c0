import { LedgerState } from '../bulk/ledgerState.ts';
import type { BulkEntry, RunItem } from './decision.ts';
import { ledgerLines } from './runs.ts';

/** How far a run is. Candidates are rewrites, of which a response can get several. */
export interface RunCount {
  readonly responses: number;
  /** Responses of which every candidate has an outcome. */
  readonly responsesDone: number;
  /** Responses with at least one candidate that came. */
  readonly responsesReady: number;
  /** Candidates in all, those that came, and those that did not. */
  readonly of: number;
  readonly proposed: number;
  readonly failed: number;
  /** Candidates that wait in a batch at the provider's. */
  readonly atProvider: number;
  /** By the provider's figures, US dollars. */
  readonly costUsd: number;
  /** Answers whose price is not known. */
  readonly unpriced: number;
}

/** What one response of a run still waits for. */
interface ItemState {
  open: number;
  came: number;
}

/** Counts a run from the log as it grows: each look reads only what has come since the last. */
export class RunTally {
  readonly #run: string;
  readonly #items = new Map<string, ItemState>();
  readonly #ledger = new LedgerState();
  /** Whether a candidate came; by response and ask, since one request can be for several responses. */
  readonly #came = new Map<string, boolean>();
  readonly #of: number;
  #proposed = 0;
  #done = 0;
  #ready = 0;
  #read = 0;

  constructor({ run, items }: { readonly run: string; readonly items: readonly RunItem[] }) {
    this.#run = run;
    for (const { record, response, keys } of items)
      this.#items.set(nameOf(record, response), { open: keys.length, came: 0 });
    this.#of = items.reduce((sum, { keys }) => sum + keys.length, 0);
  }

  /** @param arrived all that bulk runs wrote, in the order in which it came; later looks get the same list, grown. */
  look(arrived: readonly BulkEntry[]): RunCount {
    for (let at = this.#read; at < arrived.length; at++) {
      const entry = arrived[at];
      if (entry?.run === this.#run) this.#add(entry);
    }
    this.#read = arrived.length;
    return {
      responses: this.#items.size,
      responsesDone: this.#done,
      responsesReady: this.#ready,
      of: this.#of,
      proposed: this.#proposed,
      failed: this.#came.size - this.#proposed,
      atProvider: this.#ledger.openChunks.reduce((sum, { keys }) => sum + keys.length, 0),
      costUsd: this.#ledger.knownUsd,
      unpriced: this.#ledger.unpriced,
    };
  }

  #add(entry: BulkEntry): void {
    for (const line of ledgerLines([entry])) this.#ledger.add(line);
    if (entry.type === 'run') return;
    const item = nameOf(entry.record.key, entry.response.id);
    const state = this.#items.get(item);
    if (state === undefined) return;
    const name = `${item}|${entry.ask}`;
    const before = this.#came.get(name);
    // A candidate that failed can come in another part of the run; one that came stays.
    this.#came.set(name, before === true || entry.type === 'propose');
    if (before === undefined && --state.open === 0) this.#done++;
    if (before !== true && entry.type === 'propose') {
      this.#proposed++;
      if (++state.came === 1) this.#ready++;
    }
  }
}

function nameOf(record: string, response: string): string {
  return `${record}|${response}`;
}
