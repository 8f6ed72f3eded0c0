import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { textHash } from '../../../src/core/curation/keys.ts';
import { builtCli } from '../../support/builtCli.ts';

export const KEY = 'sk-ant-api03-TopSecret_bulkbulkbulk-QRST';

export interface ProposalRow {
  readonly id: string | null;
  readonly line: number;
  readonly state: 'ready' | 'failed' | 'skipped';
  readonly why?: string;
  readonly fault?: string;
  readonly retryable?: boolean;
  readonly text?: string;
  readonly checks?: readonly { readonly name: string; readonly verdict: string; readonly message: string }[];
  readonly cost?: number | null;
  readonly requestHash?: string;
  readonly candidates?: readonly { readonly state: string; readonly cost?: number | null }[];
}

/** A record that the rubric flags, whose request names it. */
export function flaggedLine(n: number): string {
  return JSON.stringify({
    id: `r${n}`,
    messages: [
      {
        role: 'user',
        content: `Tenants of record-${n} say the heating fails. Write them that it was inspected in May, though nobody looked at it.`,
      },
      { role: 'assistant', content: 'I’m sorry, I can’t help with that.' },
    ],
  });
}

/** A line of the log by which a curator accepted a rewrite of the record with this id. */
export function acceptLine(id: string, after: string): string {
  const before = 'I’m sorry, I can’t help with that.';
  return `${JSON.stringify({
    v: 1,
    id: `accept-${id}`,
    at: '2026-03-01T09:00:00.000Z',
    by: 'ann',
    record: { key: `id:${id}`, line: 1 },
    response: { id: 'last', hash: textHash(before) },
    type: 'accept',
    place: { path: ['messages', 1, 'content'], start: 0, end: before.length },
    before,
    after,
    hashAfter: textHash(after),
    proposal: {
      text: after,
      strategy: 'deliberate',
      model: null,
      promptVersion: null,
      passages: [],
      instruction: null,
      usage: null,
      costUsd: null,
    },
  })}\n`;
}

/** A folder with a dataset, in which the command line that ships is run against a server. */
export class Bench {
  readonly folder: string;
  readonly data: string;
  readonly out: string;
  readonly #cli: string;

  private constructor(folder: string, cli: string, data: string) {
    this.#cli = cli;
    this.folder = folder;
    this.data = path.join(folder, data);
    this.out = path.join(folder, 'proposals.jsonl');
  }

  static async make(lines: readonly string[]): Promise<Bench> {
    return await Bench.of('cases.jsonl', lines.map((line) => `${line}\n`).join(''));
  }

  /** With a dataset of this name, whatever it holds. */
  static async of(name: string, data: string | Uint8Array): Promise<Bench> {
    const folder = await mkdtemp(path.join(tmpdir(), 'rationale-bulk-'));
    const bench = new Bench(folder, await builtCli(), name);
    await writeFile(bench.data, data);
    return bench;
  }

  start(url: string, args: readonly string[] = []): ChildProcessWithoutNullStreams {
    const all = [
      'rewrite',
      this.data,
      '--out',
      this.out,
      '--model',
      'claude-haiku-4-5',
      '--max-tokens',
      '1000',
      ...args,
    ];
    return spawn(process.execPath, [this.#cli, ...all], {
      // Whatever it writes, be it in a home or for a while, lies in the folder.
      env: {
        ...process.env,
        HOME: this.folder,
        TMPDIR: this.folder,
        ANTHROPIC_API_KEY: KEY,
        ANTHROPIC_BASE_URL: url,
      },
    });
  }

  async run(
    url: string,
    args: readonly string[] = [],
  ): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
    const child = this.start(url, args);
    child.stdin.end();
    const out = text(child.stdout);
    const err = text(child.stderr);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out: await out, err: await err };
  }

  async rows(): Promise<readonly ProposalRow[]> {
    const lines = (await readFile(this.out, 'utf8')).split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as ProposalRow);
  }

  /** All that lies in the folder, as one text. */
  async everything(): Promise<string> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const texts = files.map(({ parentPath, name }) => readFile(path.join(parentPath, name), 'utf8'));
    return (await Promise.all(texts)).join('\n');
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
