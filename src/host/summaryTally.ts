import { isFlagged, type LineSummary } from '../core/scan/lineSummary.ts';

/** Counts over the summaries of a dataset, kept up as they come and go. */
export class SummaryTally {
  blank = 0;
  flagged = 0;
  problems = 0;
  transcripts = 0;

  add(summary: LineSummary): void {
    this.#count(summary, 1);
  }

  remove(summary: LineSummary): void {
    this.#count(summary, -1);
  }

  clear(): void {
    this.blank = 0;
    this.flagged = 0;
    this.problems = 0;
    this.transcripts = 0;
  }

  #count(summary: LineSummary, by: 1 | -1): void {
    if (summary.kind === 'blank') this.blank += by;
    else if (summary.kind === 'transcript') this.transcripts += by;
    else this.problems += by;
    if (isFlagged(summary)) this.flagged += by;
  }
}
