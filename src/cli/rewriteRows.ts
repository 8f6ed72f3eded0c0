import { type FileHandle, open, readFile, rename, writeFile } from 'node:fs/promises';
import type { AskFailure, RawAnswer } from '../core/bulk/ask.ts';
import { bulkProvenance, outcomeOf } from '../core/bulk/outcome.ts';
import type { PlannedRewrite } from '../core/bulk/plan.ts';
import { UserError } from '../core/errors.ts';
import { readRewrites } from '../core/rewrite/answer.ts';
import type { CheckAgainst } from '../core/rewrite/checks/checksFor.ts';
import { jsonLine } from '../core/text/jsonLine.ts';
import { cliWords } from './cliWords.ts';
import { fileBehind } from './outFile.ts';

/** A record in a file of proposals. */
export interface RowPlace {
  readonly id: string | null;
  readonly line: number;
}

export interface Row extends RowPlace {
  readonly state: 'ready' | 'failed' | 'skipped';
  /** Whether a run that resumes asks again; of failed rows. */
  readonly retryable?: boolean;
  readonly [field: string]: unknown;
}

export function skippedRow(place: RowPlace, why: string): Row {
  return { ...rowPlace(place), state: 'skipped', why };
}

/** The row of a record once each of its asks has an outcome. Ready as soon as one candidate is. */
export function outcomeRow(
  place: RowPlace,
  planned: PlannedRewrite,
  outcomes: readonly (RawAnswer | AskFailure)[],
  against: Omit<CheckAgainst, 'strategy'>,
): Row {
  const candidates = outcomes.map((outcome) => candidateOf(planned, outcome, against));
  // One that may come out better is worth another try, whatever the others are.
  const first =
    candidates.find(({ state }) => state === 'ready') ??
    candidates.find(({ retryable }) => retryable === true) ??
    candidates[0];
  const { strategy, promptVersion, passages, instruction, injected } = bulkProvenance(planned, null);
  return {
    ...rowPlace(place),
    state: 'failed',
    ...first,
    response: planned.response,
    strategy,
    promptVersion,
    passages,
    ...(injected === undefined ? {} : { injected }),
    ...(instruction === null ? {} : { instruction }),
    requestHash: planned.requestHash,
    ...(planned.note === null ? {} : { note: planned.note }),
    ...(candidates.length > 1 ? { candidates } : {}),
  };
}

function candidateOf(
  planned: PlannedRewrite,
  outcome: RawAnswer | AskFailure,
  against: Omit<CheckAgainst, 'strategy'>,
): Pick<Row, 'state' | 'retryable'> & Readonly<Record<string, unknown>> {
  if ('fault' in outcome) {
    const { fault, problem, retryable, spentUsd } = outcome;
    return {
      state: 'failed',
      why: cliWords(problem),
      fault,
      retryable,
      model: planned.prompt.model,
      cost: spentUsd,
    };
  }
  const read = outcomeOf(planned, outcome, against);
  const { model, usage, costUsd, answerId } = read.provenance;
  const from = { model, usage, cost: costUsd, answerId };
  return read.ok
    ? {
        state: 'ready',
        text: read.text,
        ...(read.reasoning === null ? {} : { reasoning: read.reasoning }),
        checks: read.checks,
        ...from,
      }
    : { state: 'failed', why: read.problem, fault: NO_REWRITE, retryable: true, ...from };
}

/** The fault of an answer that holds no rewrite. */
const NO_REWRITE = 'no-rewrite';

/** The failures of answers that hold no rewrite, by the place of their candidate. */
export function withoutRewrite(
  planned: PlannedRewrite,
  outcomes: readonly (RawAnswer | AskFailure)[],
): readonly (AskFailure | null)[] {
  const { target, reasoning } = planned.request;
  return outcomes.map((outcome) => {
    if ('fault' in outcome) return null;
    const read = readRewrites(outcome.text, target.original, reasoning?.original ?? null);
    return read.ok
      ? null
      : { fault: NO_REWRITE, problem: read.problem, retryable: true, spentUsd: outcome.costUsd };
  });
}

/** The same outcome for another record that asked the same, which cost nothing more. */
export function withoutCost(outcome: RawAnswer | AskFailure): RawAnswer | AskFailure {
  return 'fault' in outcome ? { ...outcome, spentUsd: 0 } : { ...outcome, costUsd: 0 };
}

function rowPlace({ id, line }: RowPlace): RowPlace {
  return { id, line };
}

/** Reasons for failures that a run tells at its end. */
const REASONS = 5;

/** How every row begins; see `rowPlace`. */
const ROW_BEGINS = '{"id":';

/** The file of proposals: a row for each record, on disk before the next. */
export class RowFile {
  readonly #file: FileHandle;
  readonly #done: Set<number>;
  readonly #requests: Set<unknown>;
  readonly #counts = { ready: 0, failed: 0, skipped: 0 };
  readonly #reasons = new Map<string, number>();

  private constructor(file: FileHandle, rows: readonly Row[]) {
    this.#file = file;
    this.#done = new Set(rows.map(({ line }) => line));
    this.#requests = new Set(rows.map(({ requestHash }) => requestHash));
    for (const row of rows) this.#count(row);
  }

  /**
   * Begins a file of proposals; to resume, keeps the rows that are final: torn ones and failures worth another try go.
   * @throws UserError when the file is there and is not to be resumed, holds something else, or cannot be written.
   */
  static async open(path: string, resume: boolean): Promise<RowFile> {
    try {
      if (!resume) return new RowFile(await open(path, 'wx'), []);
      const real = await fileBehind(path);
      if (real === null) throw new UserError(`“${path}” is no file, so a run cannot go on from it.`);
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      });
      const lines = text.split('\n');
      // What stands after the last line end was torn by a crash, if it is the beginning of a row at all.
      const torn = lines.pop() ?? '';
      if (!torn.startsWith(ROW_BEGINS.slice(0, torn.length))) throw foreign(path);
      const rows = lines.map((line) => rowOf(line, path));
      const kept = lines.filter((_, index) => rows[index]?.retryable !== true);
      const unfinished = `${real}.unfinished`;
      await writeFile(unfinished, kept.map((line) => `${line}\n`).join(''));
      await rename(unfinished, real);
      return new RowFile(
        await open(path, 'a'),
        rows.filter(({ retryable }) => retryable !== true),
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST')
        throw new UserError(
          `“${path}” is there already. Go on with it with --resume, or name another with --out.`,
        );
      if (error instanceof Error && 'syscall' in error)
        throw new UserError(`“${path}” could not be written: ${error.message}.`);
      throw error;
    }
  }

  has(line: number): boolean {
    return this.#done.has(line);
  }

  /** Whether a row tells what came of this request, and what it cost. */
  hasRequest(hash: string): boolean {
    return this.#requests.has(hash);
  }

  get counts(): Readonly<Record<Row['state'], number>> {
    return this.#counts;
  }

  /** Why records failed, the commonest reasons first, a few of them. */
  get reasons(): readonly (readonly [why: string, count: number])[] {
    return [...this.#reasons].sort((a, b) => b[1] - a[1]).slice(0, REASONS);
  }

  #count({ state, why }: Row): void {
    this.#counts[state]++;
    if (state === 'failed' && typeof why === 'string')
      this.#reasons.set(why, (this.#reasons.get(why) ?? 0) + 1);
  }

  async add(row: Row): Promise<void> {
    if (this.#done.has(row.line)) return;
    this.#done.add(row.line);
    this.#requests.add(row['requestHash']);
    this.#count(row);
    await this.#file.appendFile(jsonLine(row));
  }

  async close(): Promise<void> {
    await this.#file.datasync();
    await this.#file.close();
  }
}

function rowOf(line: string, path: string): Row {
  let value: Partial<Row> | null = null;
  try {
    value = JSON.parse(line) as Partial<Row> | null;
  } catch {}
  if (typeof value?.line !== 'number' || !['ready', 'failed', 'skipped'].includes(value.state ?? ''))
    throw foreign(path);
  return value as Row;
}

function foreign(path: string): UserError {
  return new UserError(
    `“${path}” holds lines that are no proposals, so it is left as it is. Name another with --out.`,
  );
}
