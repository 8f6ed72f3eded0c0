import { UserError } from '../errors.ts';

/** One file of a zip archive, still packed. */
export interface ZipEntry {
  readonly name: string;
  /** How it is packed, by the number of the zip specification: 0 stored, 8 deflate, 93 zstd. */
  readonly method: number;
  /** Bytes when unpacked, as the archive says. */
  readonly size: number;
  readonly packed: Uint8Array;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
/** A comment may follow the end record. */
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 1;
const NOT_HERE_32 = 0xffffffff;
const NOT_HERE_16 = 0xffff;

/** Whether bytes start as a zip archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && bytes[3] === bytes[2] + 1
  );
}

/**
 * The files of an archive, in the order of its directory; of two with one name the later counts. Nothing is unpacked.
 * @throws UserError when the bytes are no whole zip archive, or a file of it is encrypted.
 */
export function readZip(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return entriesOf(bytes, view);
  } catch (error) {
    // Every read of the view is checked against its bounds.
    throw error instanceof RangeError ? damaged() : error;
  }
}

function entriesOf(bytes: Uint8Array, view: DataView): ZipEntry[] {
  const directory = directoryOf(view);
  const entries = new Map<string, ZipEntry>();
  const decoder = new TextDecoder();
  let at = directory.start;
  for (let i = 0; i < directory.count; i += 1) {
    if (view.getUint32(at, true) !== ENTRY) {
      throw damaged();
    }
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const name = decoder.decode(bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength));
    if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0) {
      throw new UserError(`“${name}” in this archive is encrypted; unpack it first.`);
    }
    const place = placeOf(view, at, nameLength, extraLength);
    const packed = packedBytes(bytes, view, place.offset, place.packedSize);
    entries.delete(name);
    entries.set(name, { name, method: view.getUint16(at + 10, true), size: place.size, packed });
    at += ENTRY_SIZE + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return [...entries.values()];
}

function directoryOf(view: DataView): { start: number; count: number } {
  const first = Math.max(0, view.byteLength - END_SIZE - LONGEST_COMMENT);
  for (let end = view.byteLength - END_SIZE; end >= first; end -= 1) {
    if (view.getUint32(end, true) === END) {
      const count = view.getUint16(end + 10, true);
      const start = view.getUint32(end + 16, true);
      return count === NOT_HERE_16 || start === NOT_HERE_32 ? directoryOf64(view, end) : { start, count };
    }
  }
  throw damaged();
}

function directoryOf64(view: DataView, end: number): { start: number; count: number } {
  const locator = end - 20;
  if (view.getUint32(locator, true) !== LOCATOR_64) {
    throw damaged();
  }
  const at = size64(view, locator + 8);
  if (view.getUint32(at, true) !== END_64) {
    throw damaged();
  }
  return { start: size64(view, at + 48), count: size64(view, at + 32) };
}

interface Place {
  readonly size: number;
  readonly packedSize: number;
  readonly offset: number;
}

/** Sizes and offset of an entry; those that do not fit 32 bits stand in an extra field, in this order. */
function placeOf(view: DataView, at: number, nameLength: number, extraLength: number): Place {
  const numbers = [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ];
  const end = at + ENTRY_SIZE + nameLength + extraLength;
  for (let field = at + ENTRY_SIZE + nameLength; field + 4 <= end; ) {
    const length = view.getUint16(field + 2, true);
    if (view.getUint16(field, true) === 1) {
      let from = field + 4;
      numbers.forEach((number, i) => {
        if (number === NOT_HERE_32) {
          numbers[i] = size64(view, from);
          from += 8;
        }
      });
    }
    field += 4 + length;
  }
  return { size: numbers[0] ?? 0, packedSize: numbers[1] ?? 0, offset: numbers[2] ?? 0 };
}

function packedBytes(bytes: Uint8Array, view: DataView, offset: number, size: number): Uint8Array {
  if (view.getUint32(offset, true) !== LOCAL) {
    throw damaged();
  }
  const start = offset + LOCAL_SIZE + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + size > bytes.length) {
    throw damaged();
  }
  return bytes.subarray(start, start + size);
}

function size64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function damaged(): UserError {
  return new UserError('This archive is damaged or was not written to its end.');
}
