import type { Transcript } from './transcript.ts';

/** What one line of a dataset turned out to be. Reading never throws: what is wrong is part of the value. */
export type RecordReading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'malformed'; readonly problem: RecordProblem }
  | { readonly kind: 'unrecognised'; readonly problem: RecordProblem }
  | { readonly kind: 'transcript'; readonly transcript: Transcript };

/** Why a line could not be read. `offset` is in UTF-16 units from the line's start. */
export interface RecordProblem {
  readonly message: string;
  readonly offset: number;
}
