import { Worker } from 'node:worker_threads';
import type * as vscode from 'vscode';
import { LineIndex } from '../core/dataset/lineIndex.ts';
import { DETECT, type ReadChoice } from '../core/dataset/readChoice.ts';
import { unpackSummaries } from '../core/scan/packedSummaries.ts';
import type { IndexFile, ScanFile, ScanTexts, WorkerReply } from '../worker/messages.ts';
import type { ScanSink } from './openSource.ts';

/** Characters or bytes sent to a worker at once: enough to amortise the message, little enough to stop within a second. */
const BATCH = 1_000_000;

/** A batch is ended here too, so that one edit in a file invalidates few lines of the cache. */
const BATCH_LINES = 1024;

type Task = Omit<ScanTexts, 'batch'> | Omit<ScanFile, 'batch'> | Omit<IndexFile, 'batch'>;

/** A piece of work, and who waits for it. */
interface Batch {
  readonly task: Task;
  readonly onReply: (reply: WorkerReply) => void;
}

/** Work that is handed out batch by batch, each made just before it is sent. */
interface Job {
  next(): Batch | null;
}

interface Thread {
  readonly worker: Worker;
  running: number;
}

/** Two batches a thread: the next one is there when the first one ends. */
const AHEAD = 2;

/** Indexes and summarises datasets on threads of their own, started when first needed and kept. */
export class Scanner implements vscode.Disposable {
  readonly #workerFile: URL;
  readonly #size: number;
  readonly #threads: Thread[] = [];
  readonly #jobs: Job[] = [];
  readonly #waiting = new Map<number, { readonly batch: Batch; readonly thread: Thread }>();
  #lastBatch = 0;

  constructor(workerFile: URL, threads: number) {
    this.#workerFile = workerFile;
    this.#size = Math.max(1, threads);
  }

  /** Summarises lines whose text the host has. */
  scanTexts(
    lines: readonly number[],
    textOf: (line: number) => string,
    sink: ScanSink,
    choice: ReadChoice = DETECT,
  ): vscode.Disposable {
    return this.#scan(lines, sink, (from) => {
      const texts: string[] = [];
      for (let at = from, size = 0; at < lines.length && size < BATCH && texts.length < BATCH_LINES; at++) {
        const text = textOf(lines[at] ?? 0);
        texts.push(text);
        size += text.length;
      }
      return { task: { type: 'scan-texts', texts, choice }, count: texts.length };
    });
  }

  /** Summarises lines of a file, which the workers read themselves. */
  scanFile(
    path: string,
    lines: readonly number[],
    rangeOf: (line: number) => readonly [start: number, end: number],
    cache: string | null,
    sink: ScanSink,
    choice: ReadChoice = DETECT,
  ): vscode.Disposable {
    return this.#scan(lines, sink, (from) => {
      const ranges: number[] = [];
      let at = from;
      do {
        ranges.push(...rangeOf(lines[at] ?? 0));
        at++;
      } while (
        at < lines.length &&
        lines[at] === (lines[at - 1] ?? 0) + 1 &&
        // Blocks begin at the same lines in every scan, so that a reopened file finds its blocks in the cache.
        (lines[at] ?? 0) % BATCH_LINES !== 0 &&
        (ranges.at(-1) ?? 0) - (ranges[0] ?? 0) < 4 * BATCH
      );
      return { task: { type: 'scan-file', path, ranges, cache, choice }, count: at - from };
    });
  }

  /** Finds the lines of a file; `onIndex` gets what is known so far, again and again, then the whole. */
  indexFile(
    path: string,
    onIndex: (index: LineIndex) => void,
    onError: (message: string) => void,
  ): vscode.Disposable {
    let stopped = false;
    let handedOut = false;
    this.#add({
      next: () => {
        if (handedOut || stopped) return null;
        handedOut = true;
        return {
          task: { type: 'index-file', path },
          onReply: (reply) => {
            if (stopped) return;
            if (reply.type === 'indexed') onIndex(LineIndex.from(reply.data));
            else if (reply.type === 'failed') onError(reply.message);
          },
        };
      },
    });
    return { dispose: () => (stopped = true) };
  }

  dispose(): void {
    this.#jobs.length = 0;
    this.#waiting.clear();
    for (const { worker } of this.#threads.splice(0)) void worker.terminate();
  }

  #scan(
    lines: readonly number[],
    sink: ScanSink,
    make: (from: number) => { readonly task: Task; readonly count: number },
  ): vscode.Disposable {
    let next = 0;
    let pending = 0;
    let ended = false;
    const end = (error: Error | null) => {
      if (ended) return;
      ended = true;
      sink.onEnd(error);
    };
    this.#add({
      next: () => {
        if (ended || next >= lines.length) return null;
        const { task, count } = make(next);
        const mine = lines.slice(next, next + count);
        next += count;
        pending++;
        return {
          task,
          onReply: (reply) => {
            pending--;
            if (ended) return;
            if (reply.type === 'failed') return end(new Error(reply.message));
            if (reply.type === 'scanned') {
              sink.onSummaries(mine, unpackSummaries(reply.summaries));
            }
            if (next >= lines.length && pending === 0) end(null);
          },
        };
      },
    });
    if (lines.length === 0) queueMicrotask(() => end(null));
    return { dispose: () => (ended = true) };
  }

  #add(job: Job): void {
    this.#jobs.push(job);
    this.#handOut();
  }

  #handOut(): void {
    for (;;) {
      const thread = this.#freeThread();
      if (thread === null) return;
      const batch = this.#nextBatch();
      if (batch === null) return;
      const number = ++this.#lastBatch;
      thread.running++;
      this.#waiting.set(number, { batch, thread });
      thread.worker.postMessage({ ...batch.task, batch: number });
    }
  }

  /** Jobs take turns, so that a small file is not kept waiting by a large one. */
  #nextBatch(): Batch | null {
    while (this.#jobs.length > 0) {
      const job = this.#jobs.shift();
      const batch = job?.next() ?? null;
      if (batch === null) continue;
      if (job !== undefined) this.#jobs.push(job);
      return batch;
    }
    return null;
  }

  #freeThread(): Thread | null {
    if (this.#jobs.length === 0) return null;
    const idle = this.#threads.reduce<Thread | null>(
      (best, thread) => (best === null || thread.running < best.running ? thread : best),
      null,
    );
    if (idle !== null && idle.running === 0) return idle;
    if (this.#threads.length < this.#size) return this.#startThread();
    return idle !== null && idle.running < AHEAD ? idle : null;
  }

  #startThread(): Thread {
    const thread: Thread = {
      // A young generation left to itself grows to several times what a batch needs, and is no faster for it.
      worker: new Worker(this.#workerFile, { resourceLimits: { maxYoungGenerationSizeMb: 8 } }),
      running: 0,
    };
    thread.worker.on('message', (reply: WorkerReply) => {
      const waiting = this.#waiting.get(reply.batch);
      if (waiting === undefined) return;
      if (!(reply.type === 'indexed' && !reply.data.finished)) {
        this.#waiting.delete(reply.batch);
        thread.running--;
      }
      waiting.batch.onReply(reply);
      this.#handOut();
    });
    thread.worker.on('error', (error: unknown) => {
      this.#threads.splice(this.#threads.indexOf(thread), 1);
      const message = error instanceof Error ? error.message : String(error);
      const mine = [...this.#waiting].filter(([, waiting]) => waiting.thread === thread);
      for (const [number] of mine) this.#waiting.delete(number);
      // A thread works in order, so it died of the first; what waited behind that is another dataset's as likely as not.
      const [first, ...others] = mine;
      const again = others.map(([, { batch }]) => batch);
      this.#jobs.unshift({ next: () => again.shift() ?? null });
      if (first !== undefined) first[1].batch.onReply({ type: 'failed', batch: first[0], message });
      this.#handOut();
    });
    thread.worker.unref();
    this.#threads.push(thread);
    return thread;
  }
}
