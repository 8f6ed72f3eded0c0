import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Holder, Reasoning, Stakes } from '../src/core/assess/assessment.ts';
import { features } from '../src/core/assess/features.ts';
import { type Situation, situation } from '../src/core/assess/situation.ts';
import { readValue } from '../src/core/dataset/read.ts';
import type { Response, Transcript } from '../src/core/dataset/transcript.ts';

export interface Label {
  readonly stakes: Stakes;
  readonly holder: Holder;
  readonly reasoning: Reasoning;
  readonly codes: readonly string[];
  readonly flag: boolean;
}

export interface Labelled {
  readonly id: string;
  readonly source: string;
  readonly file: string;
  /** Records about the same request belong to one group, so that no fold is tried on a request it was fitted to. */
  readonly group: string;
  /** Set on what `variants` made of a record: which kind of change it is. */
  readonly variant?: string;
  readonly label: Label;
  readonly second?: Label;
  readonly transcript: Transcript;
  readonly response: Response;
}

interface Line {
  id: string;
  source?: string;
  scenario?: string;
  label: Label;
  second?: Label;
  messages: { role: string; content: unknown }[];
}

export function readLabelled(path: string): Labelled[] {
  const file = path.split('/').at(-1) ?? path;
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      const value = JSON.parse(line) as Line;
      const reading = readValue(value);
      if (reading.kind !== 'transcript') throw new Error(`${path}:${i + 1}: no transcript`);
      const response = reading.transcript.responses[0];
      if (!response) throw new Error(`${path}:${i + 1}: no response`);
      const user = value.messages.find((m) => m.role === 'user');
      return {
        id: value.id,
        source: value.source ?? file,
        file,
        group: `${file}:${value.scenario ?? JSON.stringify(user?.content ?? value.id).slice(0, 80)}`,
        label: value.label,
        ...(value.second ? { second: value.second } : {}),
        transcript: reading.transcript,
        response,
      };
    });
}

/** Requests without a response, labelled for stakes and holder alone. */
export function readRequests(path: string): Labelled[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const value = JSON.parse(line) as Line & { stakes: Stakes; holder: Holder };
      const reading = readValue({ messages: [...value.messages, { role: 'assistant', content: '.' }] });
      if (reading.kind !== 'transcript' || !reading.transcript.responses[0])
        throw new Error(`${value.id}: no transcript`);
      return {
        id: value.id,
        source: value.source ?? 'requests',
        file: 'requests.jsonl',
        group: `requests:${value.id}`,
        label: {
          stakes: value.stakes,
          holder: value.holder,
          reasoning: value.stakes === 'none' ? 'n/a' : 'absent',
          codes: [],
          flag: false,
        },
        transcript: reading.transcript,
        response: {
          ...reading.transcript.responses[0],
          turn: { role: 'assistant', speaker: 'assistant', segments: [] },
        },
      };
    });
}

export function readCorpus(directory: string): Labelled[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.jsonl') && name !== 'requests.jsonl')
    .sort()
    .flatMap((name) => readLabelled(join(directory, name)));
}

/** A labelled record turned into numbers. */
export interface Example {
  readonly record: Labelled;
  readonly situation: Situation;
  readonly dense: Float64Array;
}

export function toExample(record: Labelled): Example {
  const s = situation(record.transcript, record.response);
  return {
    record,
    situation: s,
    dense: features(s).values,
  };
}

/** A small seeded generator of numbers in [0, 1). */
export function random(seed: number): () => number {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Folds by group: every example gets the number of the fold that tests it. */
export function folds(examples: readonly Labelled[], k: number, seed: number): number[] {
  const next = random(seed);
  const groups = new Map<string, number>();
  return examples.map((e) => {
    let fold = groups.get(e.group);
    if (fold === undefined) {
      fold = Math.floor(next() * k);
      groups.set(e.group, fold);
    }
    return fold;
  });
}
