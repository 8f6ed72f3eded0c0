import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { decodeLine } from '../core/dataset/decode.ts';
import { LineIndex } from '../core/dataset/lineIndex.ts';
import { choiceKey, readOptions } from '../core/dataset/readChoice.ts';
import { type LineSummary, summariseLine } from '../core/scan/lineSummary.ts';
import type { IndexFile, ScanFile, ScanTexts, WorkerReply, WorkerRequest } from './messages.ts';
import { SummaryCache } from './summaryCache.ts';

const CHUNK = 4 << 20;
/** Bytes between two reports of an index that is being built. */
const REPORT_EVERY = 64 << 20;

function reply(message: WorkerReply, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

function scanTexts({ texts, choice }: ScanTexts): readonly LineSummary[] {
  const options = readOptions(choice);
  return texts.map((text) => summariseLine(text, options));
}

function scanFile({ path, ranges, cache, choice }: ScanFile): readonly LineSummary[] {
  const first = ranges[0] ?? 0;
  const bytes = readBytes(path, first, (ranges.at(-1) ?? 0) - first);
  const kept = cache === null ? null : new SummaryCache(cache);
  const key = kept?.key(bytes, choiceKey(choice)) ?? '';
  const known = kept?.read(key, ranges.length / 2);
  if (known != null) return known;
  const options = readOptions(choice);
  const summaries: LineSummary[] = [];
  for (let at = 0; at < ranges.length; at += 2) {
    const line = bytes.subarray((ranges[at] ?? 0) - first, (ranges[at + 1] ?? 0) - first);
    summaries.push(summariseLine(decodeLine(line).text, options));
  }
  kept?.write(key, summaries);
  return summaries;
}

function readBytes(path: string, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  const file = openSync(path, 'r');
  try {
    let done = 0;
    while (done < length) {
      const read = readSync(file, bytes, done, length - done, start + done);
      if (read === 0) throw new Error('The file became shorter while it was read.');
      done += read;
    }
  } finally {
    closeSync(file);
  }
  return bytes;
}

function indexFile({ path, batch }: IndexFile): void {
  const index = new LineIndex();
  const chunk = Buffer.allocUnsafe(CHUNK);
  const file = openSync(path, 'r');
  try {
    let reported = 0;
    for (
      let read = readSync(file, chunk, 0, CHUNK, null);
      read > 0;
      read = readSync(file, chunk, 0, CHUNK, null)
    ) {
      index.add(chunk.subarray(0, read));
      if (index.byteLength - reported < REPORT_EVERY) continue;
      reported = index.byteLength;
      const data = index.data();
      reply({ type: 'indexed', batch, data }, [data.ends.buffer as ArrayBuffer]);
    }
  } finally {
    closeSync(file);
  }
  index.finish();
  const data = index.data();
  reply({ type: 'indexed', batch, data }, [data.ends.buffer as ArrayBuffer]);
}

parentPort?.on('message', (request: WorkerRequest) => {
  const { batch } = request;
  try {
    if (request.type === 'index-file') indexFile(request);
    else {
      const summaries = request.type === 'scan-texts' ? scanTexts(request) : scanFile(request);
      reply({ type: 'scanned', batch, summaries });
    }
  } catch (error) {
    reply({ type: 'failed', batch, message: error instanceof Error ? error.message : String(error) });
  }
});
