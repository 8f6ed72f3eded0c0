import { type Assessment, FINDING_CODES, type FindingCode, type Reasoning } from '../assess/assessment.ts';
import { agreement, type Pair } from '../calibration/agreement.ts';
import { type Ratings, raterAgreement } from '../calibration/raters.ts';
import { verdictsOf } from '../calibration/verdict.ts';
import type { CurationEntry } from '../curation/decision.ts';
import { ratingsOf } from '../curation/readers.ts';
import { type CurationStatus, dismissalOf, openFindings, type ResponseCuration } from '../curation/state.ts';
import { countTypes, peopleOf } from './people.ts';
import type { CostReport, Report } from './report.ts';

/** One response with what the rubric and the log say of it. */
export interface ReportedResponse {
  /** Of its present text. */
  readonly present: Assessment;
  /** Of its text before any rewrite; null where it was not rewritten, or the text cannot be had again. */
  readonly original: { readonly assessment: Assessment; readonly hash: string } | null;
  readonly curation: ResponseCuration;
  /** Of its present text. */
  readonly hash: string;
}

const LEVELS: readonly Reasoning[] = ['n/a', 'absent', 'thin', 'adequate', 'admirable'];
const STATES: readonly CurationStatus[] = ['undecided', 'accepted', 'rejected', 'exemplar', 'skipped'];

/** Counts a dataset record by record into a report. */
export class ReportTally {
  #transcripts = 0;
  #malformed = 0;
  #unrecognised = 0;
  #decided = 0;
  #responses = 0;
  #notAssessed = 0;
  #flagged = 0;
  #waiting = 0;
  readonly #states = zeros(STATES);
  readonly #open = zeros(FINDING_CODES);
  readonly #dismissed = zeros(FINDING_CODES);
  readonly #before = zeros(LEVELS);
  readonly #after = zeros(LEVELS);
  readonly #rewrittenBefore = zeros(LEVELS);
  readonly #rewrittenAfter = zeros(LEVELS);
  readonly #pairs: Pair[] = [];
  readonly #ratings: Ratings[] = [];

  addProblem(kind: 'malformed' | 'unrecognised'): void {
    if (kind === 'malformed') this.#malformed++;
    else this.#unrecognised++;
  }

  /**
   * Takes a record with its responses, of a preference the chosen one.
   * @param decided whether anything about the record is settled, on the rejected side too.
   */
  addRecord(responses: readonly ReportedResponse[], decided = responses.some(isDecided)): void {
    this.#transcripts++;
    if (decided) this.#decided++;
    for (const response of responses) this.#addResponse(response);
  }

  #addResponse({ present, original, curation, hash }: ReportedResponse): void {
    this.#responses++;
    if (present.notAssessed !== undefined) this.#notAssessed++;
    const open = openFindings(curation, present.findings, hash);
    const flagged =
      present.flag && !curation.exemplar && open.some(({ code }) => code !== 'admirable-reasoning');
    if (flagged) this.#flagged++;
    if (flagged && curation.status === 'undecided') this.#waiting++;
    this.#states[curation.status]++;
    for (const code of new Set(open.map((finding) => finding.code))) this.#open[code]++;
    for (const finding of present.findings)
      if (dismissalOf(curation, finding, hash) !== null) this.#dismissed[finding.code]++;
    const before = original?.assessment ?? present;
    this.#before[before.reasoning]++;
    this.#after[present.reasoning]++;
    if (original !== null) {
      this.#rewrittenBefore[before.reasoning]++;
      this.#rewrittenAfter[present.reasoning]++;
    }
    this.#addVerdicts({ present, original, curation, hash });
  }

  #addVerdicts({ present, original, curation, hash }: ReportedResponse): void {
    const known = new Map([[hash, present]]);
    if (original !== null) known.set(original.hash, original.assessment);
    const faultsOf = (of: string, assessor: 'rubric' | 'judge'): readonly FindingCode[] | null =>
      assessor === 'rubric' ? (known.get(of)?.findings.map(({ code }) => code) ?? null) : null;
    for (const verdict of verdictsOf(curation, faultsOf)) {
      const assessment = known.get(verdict.hash);
      if (assessment !== undefined && assessment.notAssessed === undefined)
        this.#pairs.push({ curator: verdict.flag, assessor: assessment.flag });
    }
    this.#ratings.push(...ratingsOf(curation));
  }

  /** @param entries all entries of the log, oldest first; `at` and `since` are ISO times. */
  finish(of: {
    readonly dataset: string;
    readonly at: string;
    readonly since: string | null;
    readonly entries: readonly CurationEntry[];
    readonly cost: CostReport;
  }): Report {
    const { since } = of;
    const changed = since === null ? of.entries : of.entries.filter(({ at }) => at >= since);
    return {
      dataset: of.dataset,
      at: of.at,
      since,
      records: {
        transcripts: this.#transcripts,
        malformed: this.#malformed,
        unrecognised: this.#unrecognised,
        decided: this.#decided,
      },
      responses: {
        total: this.#responses,
        notAssessed: this.#notAssessed,
        flagged: this.#flagged,
        waiting: this.#waiting,
      },
      states: this.#states,
      codes: FINDING_CODES.map((code) => ({
        code,
        open: this.#open[code],
        dismissed: this.#dismissed[code],
      })),
      reasoning: {
        before: this.#before,
        after: this.#after,
        rewritten: { before: this.#rewrittenBefore, after: this.#rewrittenAfter },
      },
      rubric: agreement(this.#pairs),
      curators: raterAgreement(this.#ratings),
      cost: of.cost,
      people: peopleOf(of.entries),
      changes: { entries: changed.length, byType: countTypes(changed) },
    };
  }
}

function isDecided({ curation }: Pick<ReportedResponse, 'curation'>): boolean {
  return curation.status !== 'undecided';
}

function zeros<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
}
