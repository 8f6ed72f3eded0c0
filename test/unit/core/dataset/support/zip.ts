import { deflateRawSync } from 'node:zlib';

export interface ZipFile {
  readonly name: string;
  /** Packed already, by `method`. */
  readonly packed: Uint8Array;
  readonly method: number;
  /** What the archive says it unpacks to, in bytes. */
  readonly size: number;
  readonly flags?: number;
}

export function deflated(name: string, text: string, size = Buffer.byteLength(text)): ZipFile {
  return { name, method: 8, packed: deflateRawSync(Buffer.from(text)), size };
}

export function stored(name: string, text: string): ZipFile {
  const packed = Buffer.from(text);
  return { name, method: 0, packed, size: packed.length };
}

/** A zip archive of these files; with `wide`, sizes and places are written in 64 bits. */
export function zipOf(files: readonly ZipFile[], { comment = '', wide = false } = {}): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, method, size, flags = 0 } of files) {
    const title = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(title.length, 26);
    parts.push(local, title, Buffer.from(packed));
    const entry = Buffer.alloc(46);
    const extra = Buffer.alloc(wide ? 28 : 0);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(wide ? 0xffffffff : packed.length, 20);
    entry.writeUInt32LE(wide ? 0xffffffff : size, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(wide ? 0xffffffff : offset, 42);
    if (wide) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      [size, packed.length, offset].forEach((number, i) => {
        extra.writeBigUInt64LE(BigInt(number), 4 + 8 * i);
      });
    }
    directory.push(entry, title, extra);
    offset += local.length + title.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(wide ? 0xffff : files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(wide ? 0xffffffff : offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  const end64 = Buffer.alloc(wide ? 56 + 20 : 0);
  if (wide) {
    end64.writeUInt32LE(0x06064b50, 0);
    end64.writeBigUInt64LE(BigInt(files.length), 32);
    end64.writeBigUInt64LE(BigInt(offset), 48);
    end64.writeUInt32LE(0x07064b50, 56);
    end64.writeBigUInt64LE(BigInt(offset + listed.length), 64);
  }
  return Buffer.concat([...parts, listed, end64, end, Buffer.from(comment)]);
}
