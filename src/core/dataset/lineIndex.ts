const NEWLINE = 10;
const RETURN = 13;
const FIRST_CAPACITY = 1024;

/** What a line index knows, in a form that crosses threads. */
export interface LineIndexData {
  readonly ends: Float64Array;
  readonly byteLength: number;
  readonly bom: boolean;
  readonly finished: boolean;
}

/**
 * Where each line of a file lies, in bytes, built chunk by chunk. Only LF ends a line (never U+2028); a CR before
 * it belongs to the line end. Lines are counted from 0; what follows a final newline is no line. Offsets are exact
 * up to 2^52 bytes.
 *
 * May be asked about complete lines at any time; the last line without a newline counts after `finish`.
 */
export class LineIndex {
  // Per line: the offset after its newline, doubled, plus 1 when a CR stands before it.
  #ends: Float64Array = new Float64Array(FIRST_CAPACITY);
  #lines = 0;
  #bytes = 0;
  #lastByte = -1;
  #head: number[] = [];
  #finished = false;

  /** Number of lines known so far. */
  get count(): number {
    return this.#lines + (this.#finished && this.#bytes > this.#nextStart() ? 1 : 0);
  }

  /** Bytes seen so far. */
  get byteLength(): number {
    return this.#bytes;
  }

  /** Whether the file starts with a UTF-8 byte order mark; it is part of no line. */
  get bom(): boolean {
    return this.#head[0] === 0xef && this.#head[1] === 0xbb && this.#head[2] === 0xbf;
  }

  get finished(): boolean {
    return this.#finished;
  }

  /** Whether the file's last line is ended by a newline; true for an empty file. */
  get finalNewline(): boolean {
    return this.#bytes === this.#nextStart();
  }

  /** The index that `data` was taken from. */
  static from(data: LineIndexData): LineIndex {
    const index = new LineIndex();
    index.#ends = data.ends;
    index.#lines = data.ends.length;
    index.#bytes = data.byteLength;
    index.#head = data.bom ? [0xef, 0xbb, 0xbf] : [];
    index.#finished = data.finished;
    return index;
  }

  add(chunk: Uint8Array): void {
    for (let i = 0; this.#bytes + i < 3 && i < chunk.length; i += 1) {
      this.#head.push(chunk[i] ?? 0);
    }
    const base = this.#bytes;
    let ends = this.#ends;
    let lines = this.#lines;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) {
      if (lines === ends.length) {
        const grown = new Float64Array(Math.max(FIRST_CAPACITY, lines * 2));
        grown.set(ends);
        ends = grown;
      }
      const before = at > 0 ? chunk[at - 1] : this.#lastByte;
      ends[lines] = (base + at + 1) * 2 + (before === RETURN ? 1 : 0);
      lines += 1;
    }
    this.#ends = ends;
    this.#lines = lines;
    this.#bytes += chunk.length;
    this.#lastByte = chunk.at(-1) ?? this.#lastByte;
  }

  /** Says that no chunk follows. */
  finish(): void {
    this.#finished = true;
  }

  /** Byte offset of a line's first byte. */
  start(line: number): number {
    this.#check(line);
    return line === 0 ? this.#firstStart() : Math.floor((this.#ends[line - 1] ?? 0) / 2);
  }

  /** Byte offset after a line's last byte; its line end is not part of it. */
  end(line: number): number {
    this.#check(line);
    const end = line < this.#lines ? this.#ends[line] : undefined;
    if (end === undefined) {
      return this.#bytes;
    }
    return Math.floor(end / 2) - 1 - (end % 2);
  }

  data(): LineIndexData {
    return {
      ends: this.#ends.slice(0, this.#lines),
      byteLength: this.#bytes,
      bom: this.bom,
      finished: this.#finished,
    };
  }

  #firstStart(): number {
    return this.bom ? 3 : 0;
  }

  #nextStart(): number {
    return this.#lines === 0 ? this.#firstStart() : Math.floor((this.#ends[this.#lines - 1] ?? 0) / 2);
  }

  #check(line: number): void {
    if (!(line >= 0 && line < this.count)) {
      throw new RangeError(`Line ${line} of ${this.count} does not exist.`);
    }
  }
}
