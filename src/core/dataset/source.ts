import type { SpliceEdit } from './splice.ts';

/** Minimal edits of one line. `expected` is the whole line that they were computed for. */
export interface LineSplice {
  readonly index: number;
  readonly expected: string;
  readonly edits: readonly SpliceEdit[];
}

/**
 * The one port through which a dataset is reached, whether it is an open text document or a file too large for one.
 * Lines are counted from 0 and never include their line end.
 */
export interface DatasetSource {
  /** Lines known so far; a file that is still being indexed has more later. */
  readonly lineCount: number;
  /** Grows with every change, whoever made it. */
  readonly version: number;
  /** Why nothing may be written, as a sentence for the curator; null when writing is possible. */
  readonly readOnlyReason: string | null;
  /** The line as it stands now; the empty string where there is none. */
  line(index: number): string;
  /** Why this one line may not be written although the dataset may; null when it may. */
  whyLineReadOnly(index: number): string | null;
  /**
   * Makes one minimal edit, as one undo step. `expected` is the whole line that the edit was computed for.
   * @returns false, with nothing written, when the line is no longer `expected`.
   */
  splice(index: number, expected: string, edits: readonly SpliceEdit[]): Promise<boolean>;
  /**
   * Edits several different lines as one undo step, all or none.
   * @returns false, with nothing written, when one of the lines is no longer what was expected.
   */
  spliceAll(splices: readonly LineSplice[]): Promise<boolean>;
}
