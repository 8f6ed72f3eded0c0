import type { LineIndexData } from '../core/dataset/lineIndex.ts';
import type { ReadChoice } from '../core/dataset/readChoice.ts';
import type { PackedSummaries } from '../core/scan/packedSummaries.ts';

/** Host to worker: lines to summarise, given as text. */
export interface ScanTexts {
  readonly type: 'scan-texts';
  readonly batch: number;
  readonly texts: readonly string[];
  readonly choice: ReadChoice;
}

/** Host to worker: lines of a file to summarise, given as byte ranges that lie close together, in order. */
export interface ScanFile {
  readonly type: 'scan-file';
  readonly batch: number;
  readonly path: string;
  /** Start and end of each line, alternating. */
  readonly ranges: readonly number[];
  /** Folder where summaries are kept by content; null to keep none. */
  readonly cache: string | null;
  readonly choice: ReadChoice;
}

/** Host to worker: find the lines of a file. */
export interface IndexFile {
  readonly type: 'index-file';
  readonly batch: number;
  readonly path: string;
}

export type WorkerRequest = ScanTexts | ScanFile | IndexFile;

/** Worker to host: the summaries of one batch, in order. */
export interface Scanned {
  readonly type: 'scanned';
  readonly batch: number;
  readonly summaries: PackedSummaries;
}

/** Worker to host: the lines found so far; `data.finished` marks the last message. */
export interface Indexed {
  readonly type: 'indexed';
  readonly batch: number;
  readonly data: LineIndexData;
}

/** Worker to host: a batch could not be done, said as a sentence. */
export interface Failed {
  readonly type: 'failed';
  readonly batch: number;
  readonly message: string;
}

export type WorkerReply = Scanned | Indexed | Failed;
