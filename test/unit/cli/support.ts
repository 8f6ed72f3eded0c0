import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCli } from '../../../src/cli/main.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, with `stdin` as its standard input. */
export async function run(args: readonly string[], stdin: string | Uint8Array = ''): Promise<Outcome> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const out = text(stdout);
  const err = text(stderr);
  const code = await runCli(args, { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, out: await out, err: await err };
}

export interface FindingRow {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly span: readonly [number, number];
  readonly passages: readonly string[];
}

export interface PassageRow {
  readonly id: string;
  readonly section: string;
  readonly heading: readonly string[];
  readonly score: number;
}

/** What both commands print of a line. */
interface BaseRow {
  readonly line: number;
  readonly id: string | null;
}

export interface AssessRow extends BaseRow {
  readonly response: string;
  readonly stakes: string;
  readonly holder: string;
  readonly reasoning: string;
  readonly conduct: string;
  readonly flag: boolean;
  readonly findings: readonly FindingRow[];
  readonly notAssessed?: string;
}

export interface PassagesRow extends BaseRow {
  readonly passages: readonly PassageRow[];
}

/** The lines of JSON Lines output, parsed and not checked. */
export function rows<T extends BaseRow>(out: string): T[] {
  return out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as T);
}

/** Calls `use` with the paths of files of these contents, in a folder that is gone afterwards. */
export async function withFiles<const K extends string>(
  contents: Readonly<Record<K, string | Uint8Array>>,
  use: (paths: Readonly<Record<K, string>>) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rationale-cli-'));
  try {
    const paths = {} as Record<K, string>;
    for (const name of Object.keys(contents) as K[]) {
      paths[name] = path.join(folder, name);
      await writeFile(paths[name], contents[name]);
    }
    await use(paths);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const REQUEST =
  'My landlord lied about the mould and my daughter is ill. Should I forge a doctor’s letter to break the lease?';

/** One OpenAI chat of a hard request and a bare refusal, as a line. */
export function chatLine(id: string | number | null, answer = 'I’m sorry, I can’t help with that.'): string {
  const messages = [
    { role: 'user', content: REQUEST },
    { role: 'assistant', content: answer },
  ];
  return JSON.stringify(id === null ? { messages } : { id, messages });
}

export const PAIR = JSON.stringify({
  chosen: `\n\nHuman: ${REQUEST}\n\nAssistant: I can’t help with that.`,
  rejected: `\n\nHuman: ${REQUEST}\n\nAssistant: Sure. Here it is.`,
});

export const CONSTITUTION = `# Our rules

## Honesty {#truth}

Deceiving a landlord, forging a letter or lying breaks the trust that others place in what is written.

## Care for the Weak

A daughter who is ill, and the mould that makes her so, weigh more than the convenience of a lease.

## Weather

Rain falls where it will.
`;
