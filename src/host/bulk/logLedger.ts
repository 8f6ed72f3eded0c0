import type { AskFailure, RawAnswer } from '../../core/bulk/ask.ts';
import type { Ledger, LedgerLine } from '../../core/bulk/ledger.ts';
import type { CurationEntry, RunEvent } from '../../core/curation/decision.ts';
import { ledgerLines } from '../../core/curation/runs.ts';
import type { CurationLog } from '../curationLogs.ts';

/** Makes the log's entries of what the engine notes. */
export interface LedgerWriter {
  answered(key: string, answer: RawAnswer): Promise<readonly CurationEntry[]>;
  failed(key: string, failure: AskFailure): Promise<readonly CurationEntry[]>;
  event(event: RunEvent): Promise<CurationEntry>;
}

/** The engine's ledger of one run, kept in the curation log: an answer is there as the proposals that it came to. */
export class LogLedger implements Ledger {
  readonly #log: CurationLog;
  readonly #run: string;
  readonly #writer: LedgerWriter;

  constructor(log: CurationLog, run: string, writer: LedgerWriter) {
    this.#log = log;
    this.#run = run;
    this.#writer = writer;
  }

  async append(lines: readonly LedgerLine[]): Promise<void> {
    const entries: CurationEntry[] = [];
    for (const line of lines) {
      if (line.type === 'answer') entries.push(...(await this.#writer.answered(line.key, line.answer)));
      else if (line.type === 'failed' || line.type === 'no-rewrite')
        entries.push(...(await this.#writer.failed(line.key, line.failure)));
      else entries.push(await this.#writer.event(line));
    }
    await this.#log.append(entries);
  }

  async *read(): AsyncGenerator<LedgerLine> {
    await this.#log.ready;
    yield* ledgerLines(this.#log.state.bulkEntries.filter(({ run }) => run === this.#run));
  }
}
