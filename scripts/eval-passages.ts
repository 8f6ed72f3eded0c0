/**
 * Measures the ranking of passages against labelled sets: recall@1/3/5 and nDCG@5 with bootstrap intervals, beside
 * baselines. `--fit` also fits the few weights by grid, cross-validated and from one set to the other.
 *
 *     npx tsx scripts/eval-passages.ts [--fit] [SET.jsonl CONSTITUTION.md]…
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import MiniSearch from 'minisearch';
import { assessTranscript } from '../src/core/assess/rubric.ts';
import type { Constitution } from '../src/core/constitution/constitution.ts';
import { parseConstitution } from '../src/core/constitution/parse.ts';
import {
  createPassageRanker,
  type PassageQuery,
  RANK_WEIGHTS,
  type RankWeights,
} from '../src/core/constitution/rank.ts';
import { readRecord } from '../src/core/dataset/read.ts';

interface Case {
  readonly group: string;
  readonly query: PassageQuery;
  /** The same with what the rubric found in the response, as the product asks. */
  readonly withFindings: PassageQuery;
  readonly grades: ReadonlyMap<string, number>;
}
interface LabelledSet {
  readonly name: string;
  readonly constitution: Constitution;
  readonly cases: readonly Case[];
}
type Ranking = (of: Case) => readonly string[];
interface Score {
  readonly recall1: number;
  readonly recall3: number;
  readonly recall5: number;
  readonly ndcg5: number;
}
const MEASURES = ['recall1', 'recall3', 'recall5', 'ndcg5'] as const;

function readSet(path: string, document: string): LabelledSet {
  const cases = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line): Case[] => {
      const reading = readRecord(line);
      if (reading.kind !== 'transcript') {
        return [];
      }
      const { gold } = JSON.parse(line) as { gold: { section: string; grade: number }[] };
      const { transcript } = reading;
      const response = transcript.responses.at(0) ?? null;
      const findings =
        assessTranscript(transcript).find((found) => found.response === response?.id)?.findings ?? [];
      const first = transcript.turns.find((turn) => turn.role === 'user');
      return [
        {
          // Cases on one request go together, so that no fold is tried on what it was fitted to.
          group: first?.segments.map((segment) => segment.text).join(' ') ?? line,
          query: { transcript, response },
          withFindings: { transcript, response, findings },
          grades: new Map(gold.map(({ section, grade }) => [section, grade])),
        },
      ];
    });
  const constitution = parseConstitution(readFileSync(document, 'utf8'), basename(document));
  return { name: basename(path), constitution, cases };
}

function score({ grades }: Case, ranked: readonly string[]): Score {
  const best = Math.max(...grades.values());
  const hit = (top: number): number => (ranked.slice(0, top).some((s) => grades.get(s) === best) ? 1 : 0);
  const gain = (of: readonly number[]): number =>
    of.slice(0, 5).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
  const ideal = gain([...grades.values()].sort((a, b) => b - a));
  return {
    recall1: hit(1),
    recall3: hit(3),
    recall5: hit(5),
    ndcg5: gain(ranked.map((section) => grades.get(section) ?? 0)) / ideal,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Mulberry32: the intervals are the same at every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function interval(values: readonly number[]): [low: number, high: number] {
  const next = random(1);
  const means = Array.from({ length: 1000 }, () =>
    mean(values.map(() => values[Math.floor(next() * values.length)] ?? 0)),
  ).sort((a, b) => a - b);
  return [means[25] ?? 0, means[974] ?? 0];
}

function report(name: string, scores: readonly Score[]): void {
  const cells = MEASURES.map((measure) => {
    const values = scores.map((s) => s[measure]);
    const [low, high] = interval(values);
    return `${mean(values).toFixed(3)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  });
  console.log(`  ${name.padEnd(34)} ${cells.join('   ')}`);
}

function byRanker({ constitution }: LabelledSet, weights: RankWeights): Ranking {
  const ranker = createPassageRanker(constitution, { weights });
  return ({ query }) => [...new Set(ranker.rank(query, 20).map(({ passage }) => passage.section))];
}

/** MiniSearch as it comes: no stemming, no stop words, no concepts. */
function byPlainSearch({ constitution }: LabelledSet): Ranking {
  const search = new MiniSearch<{ id: number; heading: string; text: string }>({
    fields: ['heading', 'text'],
  });
  search.addAll(
    constitution.passages.map(({ heading, text }, id) => ({ id, heading: heading.join(' '), text })),
  );
  return ({ query }) => {
    const words = query.transcript.turns
      .filter((turn) => turn.role === 'user')
      .flatMap((turn) => turn.segments.map((segment) => segment.text))
      .join(' ');
    return [
      ...new Set(
        search.search(words).map((found) => constitution.passages[found.id as number]?.section ?? ''),
      ),
    ];
  };
}

/** The five sections most often right in the very set they are tried on, in that order: a bound, not a method. */
function bySameFive({ cases }: LabelledSet): Ranking {
  const totals = new Map<string, number>();
  for (const { grades } of cases) {
    for (const [section, grade] of grades) {
      totals.set(section, (totals.get(section) ?? 0) + 2 ** grade - 1);
    }
  }
  const five = [...totals]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 5)
    .map(([section]) => section);
  return () => five;
}

function grid(): RankWeights[] {
  const all: RankWeights[] = [];
  for (const words of [0.1, 0.15, 0.3]) {
    for (const prior of [0.1, 0.15, 0.2]) {
      for (const popularity of [0, 0.25, 0.5]) {
        for (const heading of [0.3, 0.6]) {
          for (const furtherReason of [0.7, 0.85]) {
            all.push({ ...RANK_WEIGHTS, words, prior, popularity, heading, furtherReason });
          }
        }
      }
    }
  }
  return all;
}

function worth(scores: readonly Score[]): number {
  return mean(scores.map((s) => s.recall5 + s.ndcg5));
}

function fitWeights(sets: readonly LabelledSet[]): void {
  const folds = 5;
  const choices = grid();
  const tables = sets.map((set) =>
    choices.map((weights) => {
      const ranking = byRanker(set, weights);
      return set.cases.map((of) => score(of, ranking(of)));
    }),
  );
  const best = (of: readonly (readonly Score[])[]): number =>
    of.reduce((top, scores, at) => (worth(scores) > worth(of[top] ?? []) ? at : top), 0);
  console.log(`\nWeights fitted by grid (${choices.length} choices)`);
  sets.forEach((set, at) => {
    const table = tables[at] ?? [];
    const groups = [...new Set(set.cases.map(({ group }) => group))];
    const foldOf = set.cases.map(({ group }) => groups.indexOf(group) % folds);
    const crossed = set.cases.map((_, i) => i);
    const scores = crossed.flatMap((i) => {
      const choice = best(table.map((all) => all.filter((_, j) => foldOf[j] !== foldOf[i])));
      return table[choice]?.[i] ?? [];
    });
    report(`${set.name}: cross-validated`, scores);
    sets.forEach((other, from) => {
      if (from !== at) {
        report(`  fitted on ${other.name}`.slice(0, 34), table[best(tables[from] ?? [])] ?? []);
      }
    });
    console.log(`    best on all of it: ${JSON.stringify(choices[best(table)])}`);
  });
}

function main(): void {
  const shared = fileURLToPath(new URL('../../shared/', import.meta.url));
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const pairs =
    names.length > 0
      ? names.flatMap((name, at) => (at % 2 === 0 ? [[name, names[at + 1] ?? ''] as const] : []))
      : [
          ['bench/passages-model-spec-dev.jsonl', 'data/constitutions/openai-model-spec.md'] as const,
          ['bench/passages-claude-dev.jsonl', 'data/constitutions/claude-constitution-2026.md'] as const,
        ].map(([set, document]) => [shared + set, shared + document] as const);
  const missing = pairs.flat().filter((path) => !existsSync(path));
  if (missing.length > 0) {
    console.log(`Skipped: ${missing.join(', ')} not found.`);
    return;
  }
  const sets = pairs.map(([path, document]) => readSet(path, document));
  for (const set of sets) {
    console.log(`\n${set.name}: ${set.cases.length} cases, ${set.constitution.passages.length} passages`);
    console.log(
      `  ${''.padEnd(34)} ${['recall@1', 'recall@3', 'recall@5', 'nDCG@5'].map((m) => m.padEnd(20)).join(' ')}`,
    );
    const run = (name: string, ranking: Ranking): void =>
      report(
        name,
        set.cases.map((of) => score(of, ranking(of))),
      );
    run('plain BM25', byPlainSearch(set));
    run('the same five sections (of this set)', bySameFive(set));
    const ranking = byRanker(set, RANK_WEIGHTS);
    run('concepts and words', ranking);
    run("… and the rubric's findings", (of) => ranking({ ...of, query: of.withFindings }));
    const shown = set.cases.flatMap((of) => ranking(of).slice(0, 5));
    console.log(`  different sections named: ${new Set(shown).size}`);
  }
  if (process.argv.includes('--fit')) {
    fitWeights(sets);
  }
}

main();
