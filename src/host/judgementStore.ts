import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { judgeAnswerSchema } from '../core/judge/judgeAnswer.ts';
import { once } from '../core/once.ts';

const storedJudgement = once(() =>
  z.object({
    /** See `judgementKey`. */
    key: z.string().min(1),
    at: z.iso.datetime(),
    /** The model as the provider named it. */
    model: z.string(),
    answer: judgeAnswerSchema(),
    costUsd: z.number().min(0).nullable(),
  }),
);

/** An answer of the judge as it was given and paid for. It holds no text of a dataset but what the judge quotes. */
export type StoredJudgement = z.infer<ReturnType<typeof storedJudgement>>;

/** Answers of the judge by key, one JSON line each in a file of the user's own, so that they outlive a restart. */
export class JudgementStore {
  readonly #folder: string | null;
  readonly #all = new Map<string, StoredJudgement>();
  #queue: Promise<void> | null = null;
  #needsNewline = false;

  /** @param folder made when it is first needed; null to keep answers in memory only */
  constructor(folder: string | null) {
    this.#folder = folder;
  }

  /** Resolves when what was stored is known; reads it at the first call. */
  get ready(): Promise<void> {
    this.#queue ??= this.#read();
    return this.#queue;
  }

  /** Only what is known once `ready` has resolved. */
  get(key: string): StoredJudgement | null {
    return this.#all.get(key) ?? null;
  }

  /** Keeps an answer; one that cannot be written is kept until the window closes. */
  async put(judgement: StoredJudgement): Promise<void> {
    await this.ready;
    this.#all.set(judgement.key, judgement);
    const done = this.ready.then(() => this.#append(`${JSON.stringify(judgement)}\n`));
    this.#queue = done.catch(() => {});
    await this.#queue;
  }

  async #read(): Promise<void> {
    if (this.#folder === null) return;
    const text = await readFile(this.#file(this.#folder), 'utf8').catch(() => '');
    this.#needsNewline = text !== '' && !text.endsWith('\n');
    for (const line of text.split('\n')) {
      const read = storedJudgement().safeParse(parsed(line));
      if (read.success) this.#all.set(read.data.key, read.data);
    }
  }

  async #append(line: string): Promise<void> {
    if (this.#folder === null) return;
    await mkdir(this.#folder, { recursive: true });
    const file = await open(this.#file(this.#folder), 'a', 0o600);
    try {
      await file.appendFile(this.#needsNewline ? `\n${line}` : line);
      await file.datasync();
      this.#needsNewline = false;
    } finally {
      await file.close();
    }
  }

  #file(folder: string): string {
    return join(folder, 'judgements.jsonl');
  }
}

/** A line that a crash left torn reads as undefined. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
