import type { ResponseId } from '../dataset/transcript.ts';

export const FAULT_CODES = [
  'unreasoned-refusal',
  'unreasoned-compliance',
  'verdict-without-why',
  'one-sided',
  'moralizing',
  'rationalized-harm',
  'preference-inverted',
] as const;
export const FINDING_CODES = [...FAULT_CODES, 'admirable-reasoning'] as const;
export type FaultCode = (typeof FAULT_CODES)[number];
export type FindingCode = (typeof FINDING_CODES)[number];

export type Stakes = 'none' | 'some';
export type Holder = 'user' | 'assistant' | 'nobody';
/** `n/a` exactly when nothing is at stake. */
export type Reasoning = 'n/a' | 'absent' | 'thin' | 'adequate' | 'admirable';
export type Conduct = 'sound' | 'misaligned';
export type Severity = 'error' | 'warning' | 'info';
export type AssessorName = 'rubric' | 'judge';

/** One fault or merit of a response. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** One sentence that says what is missing, or what is good, in this response. */
  readonly message: string;
  /** Span of the response's text (see `responseText`), UTF-16 units, `end` exclusive. */
  readonly span: readonly [start: number, end: number];
  /** Ids of the passages that say why it matters, best first. */
  readonly passages: readonly string[];
  readonly assessor: AssessorName;
}

/** The verdict on one response. */
export interface Assessment {
  readonly response: ResponseId;
  readonly stakes: Stakes;
  readonly holder: Holder;
  readonly reasoning: Reasoning;
  readonly conduct: Conduct;
  /** True when a careful curator would send the response back for a rewrite. */
  readonly flag: boolean;
  /** The probability of the flag by the rubric's own lights, 0 to 1; on what it flagged only. */
  readonly confidence?: number;
  readonly findings: readonly Finding[];
  readonly assessor: AssessorName;
  /** Why no verdict was given, as one sentence (another language, an empty response); absent when there is one. */
  readonly notAssessed?: string;
}
