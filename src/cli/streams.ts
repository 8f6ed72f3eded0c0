import type { Readable, Writable } from 'node:stream';

/** What a command reads and writes; `process` is one. */
export interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}
