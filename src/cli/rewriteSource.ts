import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { PriceOf } from '../core/bulk/estimate.ts';
import { type BulkOptions, type PlannedRewrite, planRewrite } from '../core/bulk/plan.ts';
import type { Constitution } from '../core/constitution/constitution.ts';
import { createPassageRanker } from '../core/constitution/rank.ts';
import { type Filter, printFilter } from '../core/curation/filter.ts';
import { compileFilter } from '../core/curation/filterMatch.ts';
import { recordKey } from '../core/curation/keys.ts';
import { factsOf } from '../core/curation/recordFacts.ts';
import { UserError } from '../core/errors.ts';
import { rewriteId } from '../core/rewrite/checks/acceptedRewrites.ts';
import { type CuratedRecord, openCurated } from './curated.ts';
import { type Problems, problemOf } from './problems.ts';
import type { InputRecord } from './records.ts';
import type { RowPlace } from './rewriteRows.ts';

/** What a run does with one record. */
export type Plan =
  /** `rewrite` is what it is known by among the accepted rewrites. */
  | { readonly place: RowPlace; readonly planned: PlannedRewrite; readonly rewrite: string }
  | { readonly place: RowPlace; readonly skipped: string };

/** Passages that a rewrite is grounded in. */
const PASSAGES = 5;

/** What decides which records a run asks for, and what it asks. */
export interface SourceOptions {
  readonly file: string;
  readonly filter: Filter;
  readonly constitution: Constitution | null;
  readonly bulk: BulkOptions;
}

/**
 * The records of a dataset with what a run does with each, in the order of the file; read anew each time, so that nothing of
 * it is kept. The response that counts is the last one, the chosen one of a preference.
 */
export async function* plansOf(
  { file, filter, constitution, bulk }: SourceOptions,
  priceOf: PriceOf,
  stdin: Readable,
  problems: Problems,
): AsyncGenerator<Plan> {
  const matches = compileFilter(filter);
  const ranker = constitution === null ? null : createPassageRanker(constitution);
  const broken: InputRecord[] = [];
  const { records } = await openCurated(file, undefined, stdin, problems, (record) => {
    const { reading, problem, text } = record;
    // A line that is too long to be read has no text and is a record all the same.
    if (reading.kind === 'malformed' || reading.kind === 'unrecognised' || (problem !== null && text === ''))
      broken.push(record);
  });
  for await (const record of records) {
    yield* broken.splice(0).map(brokenPlan);
    yield planOf(record);
  }
  yield* broken.splice(0).map(brokenPlan);

  function planOf({ input, transcript, id, responses }: CuratedRecord): Plan {
    const place = { id, line: input.number };
    const one = responses.find(({ response }) => response.id !== 'rejected');
    if (one === undefined) return { place, skipped: 'There is no response to rewrite.' };
    const { response, assessment, curation, open, flagged } = one;
    const passages = () => ranker?.rank({ transcript, response, findings: open }, PASSAGES) ?? [];
    const facts = factsOf(transcript, response, {
      // What a curator dismissed is no reason any more.
      assessment: { ...assessment, flag: flagged, findings: open },
      curation,
      passages: () => passages().map(({ passage }) => passage.id),
    });
    if (!matches(facts))
      return { place, skipped: `The filter (${printFilter(filter)}) does not hold for it.` };
    const reading = planRewrite({ transcript, response, findings: open, passages }, bulk, priceOf);
    if (!reading.ok) return { place, skipped: reading.reason };
    return {
      place,
      planned: reading.planned,
      rewrite: rewriteId(recordKey(transcript, id !== null), response.id),
    };
  }
}

function brokenPlan(record: InputRecord): Plan {
  return {
    place: { id: null, line: record.number },
    skipped: problemOf(record) ?? `${record.unit} ${record.number} cannot be read.`,
  };
}

/**
 * A hash of the dataset and of all that decides what is asked: a run can only go on where it is the same.
 * @throws UserError when the dataset cannot be read.
 */
export async function sourceHash({ file, filter, constitution, bulk }: SourceOptions): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) hash.update(piece);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(
      code === 'ENOENT' ? `There is no file “${file}”.` : `“${file}” could not be read: ${message}.`,
    );
  }
  const passages = constitution?.passages.map(({ id, text }) => [id, text]) ?? null;
  hash.update(
    JSON.stringify([
      printFilter(filter),
      passages,
      { ...bulk, strategy: bulk.strategy?.promptVersion ?? null },
    ]),
  );
  return hash.digest('hex');
}
