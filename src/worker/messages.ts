import type { LineSummary } from '../core/scan/lineSummary.ts';

/** Host to worker: a slice of a dataset's lines; `first` is the index of the first one within the scan. */
export interface ScanRequest {
  readonly type: 'scan';
  readonly scan: number;
  readonly first: number;
  readonly lines: readonly string[];
}

/** Worker to host: the summaries of one request, in order. */
export interface ScanResult {
  readonly type: 'scanned';
  readonly scan: number;
  readonly first: number;
  readonly summaries: readonly LineSummary[];
}
