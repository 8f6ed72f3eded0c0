import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { decodeLine } from '../core/dataset/decode.ts';
import { LineIndex } from '../core/dataset/lineIndex.ts';
import { choiceKey, readOptions } from '../core/dataset/readChoice.ts';
import { summariseLine } from '../core/scan/lineSummary.ts';
import { type PackedSummaries, SummaryPacker } from '../core/scan/packedSummaries.ts';
import type { IndexFile, ScanFile, ScanTexts, WorkerReply, WorkerRequest } from './messages.ts';
import { SummaryCache } from './summaryCache.ts';

const CHUNK = 4 << 20;
/** The largest batch whose room is kept for the next one; only a very long line makes a larger one. */
const MOST_KEPT = 8 << 20;
/** Bytes between two reports of an index that is being built. */
const REPORT_EVERY = 64 << 20;

function reply(message: WorkerReply, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

function scanTexts({ texts, choice }: ScanTexts): PackedSummaries {
  const options = readOptions(choice);
  const packer = new SummaryPacker();
  for (const text of texts) packer.add(summariseLine(text, options));
  return packer.packed();
}

function scanFile({ path, ranges, cache, choice }: ScanFile): PackedSummaries {
  const first = ranges[0] ?? 0;
  const bytes = readBytes(path, first, (ranges.at(-1) ?? 0) - first);
  const store = cache === null ? null : new SummaryCache(cache);
  const key = store?.key(bytes, choiceKey(choice)) ?? '';
  const known = store?.read(key, ranges.length / 2);
  if (known != null) return known;
  const options = readOptions(choice);
  const packer = new SummaryPacker();
  for (let at = 0; at < ranges.length; at += 2) {
    const line = bytes.subarray((ranges[at] ?? 0) - first, (ranges[at + 1] ?? 0) - first);
    packer.add(summariseLine(decodeLine(line).text, options));
  }
  const summaries = packer.packed();
  store?.write(key, summaries);
  return summaries;
}

/** Used again for every batch: a new one each time would wait for the collector, megabytes of them at once. */
let kept = Buffer.allocUnsafeSlow(0);

/** Room for so many bytes, until the next room is asked for. */
function room(length: number): Buffer {
  if (length > MOST_KEPT) return Buffer.allocUnsafeSlow(length);
  if (kept.length < length) kept = Buffer.allocUnsafeSlow(length);
  return kept.subarray(0, length);
}

function readBytes(path: string, start: number, length: number): Buffer {
  const bytes = room(length);
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
