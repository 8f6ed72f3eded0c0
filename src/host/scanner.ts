import { Worker } from 'node:worker_threads';
import type * as vscode from 'vscode';
import type { LineSummary } from '../core/scan/lineSummary.ts';
import type { ScanRequest, ScanResult } from '../worker/messages.ts';

/** Characters sent to the worker in one message: large enough to amortise it, small enough to stop within a second. */
const BATCH_CHARACTERS = 1_000_000;

interface Job {
  readonly count: number;
  readonly line: (index: number) => string;
  readonly onSummaries: (first: number, summaries: readonly LineSummary[]) => void;
  readonly onEnd: (error: Error | null) => void;
  next: number;
  cancelled: boolean;
}

/** Summarises lines on a thread of its own, started at the first scan and kept for the next. */
export class Scanner implements vscode.Disposable {
  readonly #workerFile: URL;
  #worker: Worker | null = null;
  readonly #jobs = new Map<number, Job>();
  #lastScan = 0;

  constructor(workerFile: URL) {
    this.#workerFile = workerFile;
  }

  /**
   * Scans `count` lines in batches, one batch ahead of the worker, reading each line just before it is sent.
   * @returns a handle whose `dispose` stops the scan; `onEnd` is then not called.
   */
  scan(job: Omit<Job, 'next' | 'cancelled'>): vscode.Disposable {
    const id = ++this.#lastScan;
    const running: Job = { ...job, next: 0, cancelled: false };
    this.#jobs.set(id, running);
    this.#sendBatch(id, running);
    this.#sendBatch(id, running);
    return {
      dispose: () => {
        running.cancelled = true;
        this.#jobs.delete(id);
      },
    };
  }

  dispose(): void {
    this.#jobs.clear();
    void this.#worker?.terminate();
    this.#worker = null;
  }

  #sendBatch(scan: number, job: Job): void {
    if (job.next >= job.count) {
      if (job.count === 0) {
        this.#jobs.delete(scan);
        queueMicrotask(() => job.cancelled || job.onEnd(null));
      }
      return;
    }
    const first = job.next;
    const lines: string[] = [];
    let characters = 0;
    while (job.next < job.count && characters < BATCH_CHARACTERS) {
      const line = job.line(job.next++);
      lines.push(line);
      characters += line.length;
    }
    const request: ScanRequest = { type: 'scan', scan, first, lines };
    this.#running().postMessage(request);
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#workerFile);
    worker.on('message', (result: ScanResult) => {
      const job = this.#jobs.get(result.scan);
      if (job === undefined) return;
      job.onSummaries(result.first, result.summaries);
      if (result.first + result.summaries.length >= job.count) {
        this.#jobs.delete(result.scan);
        job.onEnd(null);
      } else {
        this.#sendBatch(result.scan, job);
      }
    });
    worker.on('error', (error) => {
      this.#worker = null;
      const jobs = [...this.#jobs.values()];
      this.#jobs.clear();
      for (const job of jobs) job.onEnd(error instanceof Error ? error : new Error(String(error)));
    });
    worker.unref();
    this.#worker = worker;
    return worker;
  }
}
