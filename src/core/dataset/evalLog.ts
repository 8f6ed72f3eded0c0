import { UserError } from '../errors.ts';
import { withMessages } from './evalReferences.ts';
import { isObject, type JsonObject, objectField, textField } from './shapes/values.ts';
import { isZip, readZip, type ZipEntry } from './zip.ts';

/** An evaluation log of Inspect, as its `.eval` archive holds it. Its records are its samples; none can be edited. */
export interface EvalLog {
  readonly count: number;
  readonly task: string | null;
  readonly model: string | null;
  /** `success`, `error`, `started`, … as written; null when the log has no header, as after a crash. */
  readonly status: string | null;
  readonly readOnlyReason: string;
  /**
   * One sample as the text of a record, unpacked when asked for, with what its messages refer to put in its place.
   * @throws UserError when the sample is damaged or larger than the limit.
   */
  record(index: number): string;
}

export interface EvalLogLimits {
  /** The most bytes that one file of the archive may unpack to. */
  readonly unpacked: number;
}

/** A string cannot hold much more, and an archive of a few kilobytes can claim any size. */
export const EVAL_LIMITS: EvalLogLimits = { unpacked: 256 * 1024 * 1024 };

const STORED = 0;
const DEFLATE = 8;
/** The second number is the one that early writers used. */
const ZSTD: ReadonlySet<number> = new Set([93, 20]);
const REASON = 'This is an evaluation log, which stays as it was written. Convert it to JSONL to edit it.';

/** Gives another length than `size`, or throws, when the bytes are damaged or unpack to more. */
type Unpack = (packed: Uint8Array, size: number) => Uint8Array;

/**
 * Reads the directory of an `.eval` file; its samples are unpacked one by one when they are asked for.
 * @throws UserError when the bytes are no evaluation log, are damaged, or use a compression that is not known.
 */
export async function readEvalLog(bytes: Uint8Array, limits: EvalLogLimits = EVAL_LIMITS): Promise<EvalLog> {
  if (!isZip(bytes)) {
    throw new UserError('This is not an .eval log: it is no zip archive.');
  }
  const entries = readZip(bytes);
  const samples = entries.filter(({ name }) => /^samples\/.+\.json$/.test(name)).sort(bySample);
  const header = entries.find(({ name }) => name === 'header.json');
  const start = header ?? entries.find(({ name }) => name === '_journal/start.json');
  if (start === undefined && samples.length === 0) {
    throw new UserError('This archive is not an .eval log: it holds no header and no samples.');
  }
  const unpackers = await loadUnpackers(start === undefined ? samples : [start, ...samples]);
  const about = start === undefined ? {} : headerOf(unpack(start, unpackers, limits));
  const evaluated = objectField(about, 'eval') ?? {};
  return {
    count: samples.length,
    task: textField(evaluated, 'task'),
    model: textField(evaluated, 'model'),
    status: header === undefined ? null : textField(about, 'status'),
    readOnlyReason: REASON,
    record(index) {
      const entry = samples[index];
      if (entry === undefined) {
        throw new RangeError(`Sample ${index} of ${samples.length} does not exist.`);
      }
      return withMessages(unpack(entry, unpackers, limits), limits.unpacked);
    },
  };
}

/** Loads only what the archive needs, and not before: most people never open one. */
async function loadUnpackers(entries: readonly ZipEntry[]): Promise<ReadonlyMap<number, Unpack>> {
  const unpackers = new Map<number, Unpack>([[STORED, (packed) => packed]]);
  for (const { name, method } of entries) {
    if (unpackers.has(method)) {
      continue;
    }
    if (method === DEFLATE) {
      const { inflateSync } = await import('fflate');
      unpackers.set(method, (packed, size) =>
        // One byte more than is said, so that what is larger shows instead of being cut off.
        inflateSync(packed, { out: new Uint8Array(size + 1) }),
      );
    } else if (ZSTD.has(method)) {
      const { decompress } = await import('fzstd');
      // What is larger than its buffer fails.
      unpackers.set(method, (packed, size) => decompress(packed, new Uint8Array(size)));
    } else {
      throw new UserError(
        `“${name}” in this archive is packed in a way that is not supported (method ${method}).`,
      );
    }
  }
  return unpackers;
}

function unpack(entry: ZipEntry, unpackers: ReadonlyMap<number, Unpack>, limits: EvalLogLimits): string {
  if (entry.size > limits.unpacked) {
    const limit = `${Math.floor(limits.unpacked / (1024 * 1024)).toLocaleString('en-US')} MB`;
    throw new UserError(`“${entry.name}” in this archive unpacks to more than ${limit} and was not read.`);
  }
  const bytes = attempt(() => unpackers.get(entry.method)?.(entry.packed, entry.size));
  if (bytes?.length !== entry.size) {
    throw new UserError(`“${entry.name}” in this archive is damaged.`);
  }
  return new TextDecoder().decode(bytes);
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function headerOf(text: string): JsonObject {
  const value = attempt((): unknown => JSON.parse(text));
  return isObject(value) ? value : {};
}

/** By epoch, then by id, numbers as numbers: the archive holds them in the order in which they ended. */
function bySample(a: ZipEntry, b: ZipEntry): number {
  const [idA, epochA] = sampleOf(a.name);
  const [idB, epochB] = sampleOf(b.name);
  return epochA - epochB || idA.localeCompare(idB, 'en', { numeric: true }) || (idA < idB ? -1 : 1);
}

function sampleOf(name: string): [id: string, epoch: number] {
  const found = /^samples\/(.*)_epoch_(\d+)\.json$/.exec(name);
  return [found?.[1] ?? name, Number(found?.[2] ?? 0)];
}
