/** Replaces `[start, end)` of a line (UTF-16 units) by `text`, which is raw JSON, already escaped. */
export interface SpliceEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
