import { createReadStream } from 'node:fs';
import { type FileHandle, open, readFile, rm } from 'node:fs/promises';
import type { RawAnswer } from '../core/bulk/ask.ts';
import type { Ledger, LedgerLine } from '../core/bulk/ledger.ts';
import { UserError } from '../core/errors.ts';

/** The first line of a state file: what the run is about. A run with another cannot go on from it. */
interface About {
  readonly type: 'about';
  readonly v: 1;
  readonly of: string;
}

/** Of a line, in bytes. */
type Place = readonly [start: number, length: number];

const NEWLINE = 10;

/** A ledger in a file; of answers it remembers the place alone, so that memory does not grow with their texts. */
export class FileLedger implements Ledger {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #answers = new Map<string, Place>();
  #end: number;
  #new = false;
  #waiting: { readonly text: string; readonly lines: readonly LedgerLine[] }[] = [];
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  private constructor(file: FileHandle, path: string, end: number) {
    this.#file = file;
    this.#path = path;
    this.#end = end;
  }

  /**
   * Opens the state file of a run, or begins one. A line that a crash tore is cut off.
   * @param of hash of the dataset and of all that decides what is asked.
   * @throws UserError when the file is of another run, is in use, or cannot be written.
   */
  static async open(path: string, of: string): Promise<FileLedger> {
    await lock(path);
    let file: FileHandle | null = null;
    try {
      file = await open(path, 'a+');
      const ledger = new FileLedger(file, path, 0);
      const found = await ledger.#scan();
      ledger.#new = found === null;
      if (found === null)
        await ledger.#write(`${JSON.stringify({ type: 'about', v: 1, of } satisfies About)}\n`);
      else if (found !== of)
        throw new UserError(
          `“${path}” belongs to a run over another dataset or with other options. Name another file with --out, or give the same options.`,
        );
      return ledger;
    } catch (error) {
      await file?.close();
      await rm(lockOf(path), { force: true });
      throw error;
    }
  }

  append(lines: readonly LedgerLine[]): Promise<void> {
    this.#waiting.push({ text: lines.map((line) => `${JSON.stringify(line)}\n`).join(''), lines });
    // Lines that arrive while a flush is under way share the next one, and fail with it.
    this.#next ??= this.#last.then(() => {
      this.#next = null;
      this.#last = this.#flush();
      return this.#last;
    });
    return this.#next;
  }

  async *read(): AsyncGenerator<LedgerLine> {
    for await (const { text } of this.#lines()) {
      const line = parsed(text);
      if (line !== null && line.type !== 'about') yield line;
    }
  }

  /** The answer to an ask; null where there is none. */
  async answerTo(key: string): Promise<RawAnswer | null> {
    const place = this.#answers.get(key);
    if (place === undefined) return null;
    const [start, length] = place;
    const { buffer } = await this.#file.read(Buffer.alloc(length), 0, length, start);
    const line = parsed(buffer.toString('utf8'));
    return line?.type === 'answer' ? line.answer : null;
  }

  /** Removes the file where this run began it: one that is refused leaves nothing behind. */
  async discardIfNew(): Promise<void> {
    if (this.#new) await rm(this.#path, { force: true });
  }

  async close(): Promise<void> {
    await (this.#next ?? this.#last).catch(() => {});
    await this.#file.close();
    await rm(lockOf(this.#path), { force: true });
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    let at = this.#end;
    const places: (readonly [string, Place | null])[] = [];
    for (const { text, lines } of waiting) {
      for (const [index, line] of text.trimEnd().split('\n').entries()) {
        const length = Buffer.byteLength(line);
        const entry = lines[index];
        if (entry?.type === 'answer') places.push([entry.key, [at, length]]);
        if (entry?.type === 'no-rewrite') places.push([entry.key, null]);
        at += length + 1;
      }
    }
    await this.#write(waiting.map(({ text }) => text).join(''));
    for (const [key, place] of places) this.#keep(key, place);
  }

  /** The first answer counts, until it is known that it came to nothing. */
  #keep(key: string, place: Place | null): void {
    if (place === null) this.#answers.delete(key);
    else if (!this.#answers.has(key)) this.#answers.set(key, place);
  }

  async #write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    try {
      await this.#file.appendFile(bytes);
      await this.#file.datasync();
    } catch (error) {
      throw new UserError(`“${this.#path}” could not be written: ${(error as Error).message}.`);
    }
    this.#end += bytes.length;
  }

  async #scan(): Promise<string | null> {
    let of: string | null = null;
    for await (const { text, start, length } of this.#lines()) {
      const line = parsed(text);
      if (line?.type === 'about') of = line.of;
      if (line?.type === 'answer') this.#keep(line.key, [start, length]);
      if (line?.type === 'no-rewrite') this.#keep(line.key, null);
      this.#end = start + length + 1;
    }
    if (of === null && !(await this.#isTornStart())) throw this.#foreign();
    await this.#file.truncate(this.#end);
    return of;
  }

  /** Whether the file is empty, or a crash tore its very first line. */
  async #isTornStart(): Promise<boolean> {
    const begins = '{"type":"about",';
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(begins.length), 0, begins.length, 0);
    return this.#end === 0 && begins.startsWith(buffer.toString('utf8', 0, bytesRead));
  }

  #foreign(): UserError {
    return new UserError(
      `“${this.#path}” is no state of a run, so it is left as it is. Name another file with --out.`,
    );
  }

  /** Lines that have their end. */
  async *#lines(): AsyncGenerator<{
    readonly text: string;
    readonly start: number;
    readonly length: number;
  }> {
    let rest = Buffer.alloc(0);
    let start = 0;
    for await (const piece of createReadStream(this.#path) as AsyncIterable<Buffer>) {
      rest = Buffer.concat([rest, piece]);
      let from = 0;
      for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE, from)) {
        yield { text: rest.toString('utf8', from, end), start: start + from, length: end - from };
        from = end + 1;
      }
      start += from;
      rest = rest.subarray(from);
    }
  }
}

function parsed(text: string): LedgerLine | About | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'type' in value
      ? (value as LedgerLine | About)
      : null;
  } catch {
    return null;
  }
}

function lockOf(path: string): string {
  return `${path}.lock`;
}

/** Two runs over one state file would pay twice. A lock whose process is gone is taken over. */
async function lock(path: string): Promise<void> {
  const name = lockOf(path);
  for (let attempt = 1; ; attempt++) {
    try {
      const file = await open(name, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') throw new UserError(`“${name}” could not be written: ${message}.`);
      const pid = Number(await readFile(name, 'utf8').catch(() => ''));
      if (attempt > 1 || (pid > 0 && pid !== process.pid && isAlive(pid)))
        throw new UserError(`Another run (process ${pid}) is writing “${path}”. Wait for it, or stop it.`);
      await rm(name, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
