import type { FindingCode, Reasoning } from '../assess/assessment.ts';
import type { Agreement } from '../calibration/agreement.ts';
import type { RaterAgreement } from '../calibration/raters.ts';
import type { EntryType } from '../curation/decision.ts';
import type { CurationStatus } from '../curation/state.ts';

export type LevelCounts = Readonly<Record<Reasoning, number>>;

/** What one curator did, as the log tells it. */
export interface CuratorReport {
  readonly name: string;
  readonly entries: number;
  readonly byType: Readonly<Partial<Record<EntryType, number>>>;
  /** ISO times of the first and the last entry. */
  readonly first: string;
  readonly last: string;
  /** Time between entries, pauses of over `LONGEST_PAUSE` left out. */
  readonly activeMinutes: number;
  /** Seconds from one entry to the next, the middle one of those without a pause; null below two entries. */
  readonly medianSeconds: number | null;
}

/** What was paid, by the provider's own figures. */
export interface CostReport {
  /** US dollars of the answers whose price is known. */
  readonly usd: number;
  readonly answers: number;
  /** Answers of models without a known price. */
  readonly unpriced: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** How far the curation of one dataset is; plain data, the same in every form it is saved in. */
export interface Report {
  readonly dataset: string;
  /** ISO time. */
  readonly at: string;
  /** Start of the period that `changes` is about, ISO; null for everything. */
  readonly since: string | null;
  readonly records: {
    readonly transcripts: number;
    readonly malformed: number;
    readonly unrecognised: number;
    readonly decided: number;
  };
  readonly responses: {
    readonly total: number;
    readonly notAssessed: number;
    readonly flagged: number;
    /** Flagged ones that wait for a decision. */
    readonly waiting: number;
  };
  readonly states: Readonly<Record<CurationStatus, number>>;
  /** Responses with such a finding in force, and with such a finding dismissed. */
  readonly codes: readonly {
    readonly code: FindingCode;
    readonly open: number;
    readonly dismissed: number;
  }[];
  readonly reasoning: {
    /** Of every response as it was before any rewrite, and as it stands now. */
    readonly before: LevelCounts;
    readonly after: LevelCounts;
    /** The same of rewritten ones alone. */
    readonly rewritten: { readonly before: LevelCounts; readonly after: LevelCounts };
  };
  /** Rubric against the curators' verdicts. */
  readonly rubric: Agreement;
  /** Curators among one another, by their labels of the same text. */
  readonly curators: RaterAgreement;
  readonly cost: CostReport;
  readonly people: readonly CuratorReport[];
  /** Entries since `since`, by kind. */
  readonly changes: {
    readonly entries: number;
    readonly byType: Readonly<Partial<Record<EntryType, number>>>;
  };
}
