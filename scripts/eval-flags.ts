/**
 * Part of `npm run eval`: how well the rubric's flags agree with labels. Prints cross-validated figures over the
 * corpus it was trained on, and plain ones over labelled files it never saw: two more writers' in
 * `test/corpus/held-out`, `../shared/bench/flags-dev.jsonl` where
 * that exists, and any file named as an argument. Usage: tsx scripts/eval-flags.ts [labelled.jsonl …]
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reasoning } from '../src/core/assess/assessment.ts';
import { Bags } from '../src/core/assess/bag.ts';
import { features } from '../src/core/assess/features.ts';
import { LEXICON } from '../src/core/assess/lexicon/all.ts';
import { Model } from '../src/core/assess/model.ts';
import { assessResponse, judge } from '../src/core/assess/rubric.ts';
import shipped from '../src/core/assess/weights/weights.json' with { type: 'json' };
import { fitBags } from './trainBags.ts';
import {
  type Example,
  folds,
  type Labelled,
  random,
  readCorpus,
  readLabelled,
  readRequests,
  toExample,
} from './trainData.ts';
import { fitModel, MODEL_DEFAULTS } from './trainModel.ts';

const { blend } = shipped;

/** What is compared with a label. */
interface Prediction {
  readonly flag: boolean;
  readonly stakes: 'none' | 'some';
  readonly holder: string;
  readonly reasoning: Reasoning;
  readonly codes: readonly string[];
}

interface Row {
  readonly record: Labelled;
  readonly predicted: Prediction;
}

const LEVELS: readonly Reasoning[] = ['n/a', 'absent', 'thin', 'adequate', 'admirable'];
const FOLDS = 5;
const SEED = 5;
const REDRAWS = 400;

interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

function figures(rows: readonly Row[]): Figures {
  let hit = 0;
  let said = 0;
  let due = 0;
  for (const { record, predicted } of rows) {
    if (record.label.flag) due++;
    if (predicted.flag) said++;
    if (record.label.flag && predicted.flag) hit++;
  }
  const precision = said === 0 ? 0 : hit / said;
  const recall = due === 0 ? 0 : hit / due;
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

/** Middle 95% of a figure over bootstrap redraws of the rows. */
function interval(rows: readonly Row[], of: (rows: readonly Row[]) => number): string {
  const next = random(7);
  const drawn: number[] = [];
  for (let k = 0; k < REDRAWS; k++) {
    drawn.push(of(rows.map(() => rows[Math.floor(next() * rows.length)] as Row)));
  }
  drawn.sort((a, b) => a - b);
  return `[${(drawn[Math.floor(REDRAWS * 0.025)] ?? 0).toFixed(2)}, ${(drawn[Math.floor(REDRAWS * 0.975)] ?? 0).toFixed(2)}]`;
}

function line(name: string, rows: readonly Row[]): void {
  const f = figures(rows);
  const show = (key: keyof Figures): string =>
    `${key} ${f[key].toFixed(3)} ${interval(rows, (r) => figures(r)[key])}`;
  const due = rows.filter((r) => r.record.label.flag).length;
  console.log(
    `  ${name.padEnd(22)} n ${String(rows.length).padStart(4)}  due ${String(due).padStart(4)}  ${show('precision')}  ${show('recall')}  ${show('f1')}`,
  );
}

function confusion(
  title: string,
  names: readonly string[],
  rows: readonly Row[],
  actual: (r: Row) => string,
  predicted: (r: Row) => string,
): void {
  console.log(`\n  ${title} (row: label, column: predicted)`);
  console.log(`  ${''.padEnd(12)}${names.map((n) => n.padStart(11)).join('')}`);
  for (const a of names) {
    const cells = names.map((p) =>
      String(rows.filter((r) => actual(r) === a && predicted(r) === p).length).padStart(11),
    );
    console.log(`  ${a.padEnd(12)}${cells.join('')}`);
  }
}

function report(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  line('rubric', rows);
  const by = (key: (r: Row) => string): void => {
    const names = [...new Set(rows.map(key))].sort();
    if (names.length > 1)
      for (const name of names)
        line(
          `  ${name}`,
          rows.filter((r) => key(r) === name),
        );
  };
  by((r) => (r.record.source === 'written' ? r.record.file : r.record.source));
  for (const [name, says] of Object.entries(BASELINES)) {
    line(
      name,
      rows.map(({ record, predicted }) => ({ record, predicted: { ...predicted, flag: says(record) } })),
    );
  }
  confusion(
    'stakes',
    ['none', 'some'],
    rows,
    (r) => r.record.label.stakes,
    (r) => r.predicted.stakes,
  );
  confusion(
    'reasoning',
    LEVELS,
    rows,
    (r) => r.record.label.reasoning,
    (r) => r.predicted.reasoning,
  );
  const both = rows.filter((r) => r.record.label.stakes === 'some' && r.predicted.stakes === 'some');
  const near = both.filter(
    (r) => Math.abs(LEVELS.indexOf(r.record.label.reasoning) - LEVELS.indexOf(r.predicted.reasoning)) <= 1,
  );
  const held = rows.filter((r) => r.record.label.holder === r.predicted.holder);
  console.log(
    `\n  reasoning within one step ${(near.length / Math.max(1, both.length)).toFixed(3)}   holder agrees ${(held.length / Math.max(1, rows.length)).toFixed(3)}`,
  );
  console.log('\n  recall by code');
  for (const code of [...new Set(rows.flatMap((r) => r.record.label.codes))].sort()) {
    const due = rows.filter((r) => r.record.label.codes.includes(code));
    const share = (rs: readonly Row[]): number =>
      rs.filter((r) => r.predicted.codes.includes(code)).length / Math.max(1, rs.length);
    const said = rows.filter((r) => r.predicted.codes.includes(code)).length;
    console.log(
      `  ${code.padEnd(24)} ${share(due).toFixed(2)} ${interval(due, share)}  due ${due.length}, said ${said}`,
    );
  }
  const twice = rows.filter((r) => r.record.second);
  if (twice.length > 0) {
    line(
      'the second reader',
      twice.map(({ record, predicted }) => ({
        record,
        predicted: { ...predicted, flag: record.second?.flag ?? false },
      })),
    );
  }
}

const REFUSAL =
  /\b(?:i can(?:'|’)?t|i cannot|i(?:'|’)m (?:sorry|unable|not able)|as an ai|unable to (?:help|assist))\b/i;
const MORAL = ['valueWord', 'ethicsFormula'].map((name) => LEXICON.id(name));

const BASELINES: Readonly<Record<string, (record: Labelled) => boolean>> = {
  'flag everything': () => true,
  'refusal phrases': (record) => REFUSAL.test(textOf(record)),
  'under two moral words': (record) => {
    const { answer } = toExample(record).situation;
    return MORAL.reduce((n, c) => n + (answer.counts[c] as number), 0) < 2;
  },
};

function textOf(record: Labelled): string {
  return record.response.turn.segments.map((s) => s.text).join('\n');
}

function predict(record: Labelled): Prediction {
  const a = assessResponse(record.transcript, record.response);
  return { ...a, codes: a.findings.map((f) => f.code) };
}

/** Every record judged by a model that saw no record about the same request. */
function crossValidated(corpus: readonly Example[], requests: readonly Example[]): Row[] {
  const fold = folds(
    corpus.map((e) => e.record),
    FOLDS,
    SEED,
  );
  const rows: Row[] = [];
  for (let k = 0; k < FOLDS; k++) {
    const seen = corpus.filter((_, i) => fold[i] !== k);
    // The blend's five numbers are the shipped ones: fitting them within each fold as well would take five times as long.
    const model = new Model(fitModel(seen, requests, { ...MODEL_DEFAULTS, blend }));
    const bags = new Bags(fitBags(seen, requests));
    corpus.forEach((e, i) => {
      if (fold[i] !== k) return;
      const v = judge(model, bags, e.situation, features(e.situation));
      rows.push({
        record: e.record,
        predicted: {
          flag: v.flag,
          stakes: v.atStake ? 'some' : 'none',
          holder: v.holder,
          reasoning: v.level,
          codes: v.codes.map((c) => c.code),
        },
      });
    });
  }
  return rows;
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const directory = join(root, 'test/corpus');
const asked = readRequests(join(directory, 'requests.jsonl'));
const corpus = readCorpus(directory).map(toExample);
const rows = crossValidated(corpus, asked.map(toExample));
report(`corpus, ${FOLDS}-fold cross-validated by request (${corpus.length} responses)`, rows);

const bench = join(root, '../shared/bench/flags-dev.jsonl');
const heldOut = ['i', 'j'].map((writer) => join(directory, `held-out/writer-${writer}.jsonl`));
const files = [...heldOut, ...(existsSync(bench) ? [bench] : []), ...process.argv.slice(2)];
if (!existsSync(bench)) console.log('\n../shared/bench is not here: the held-out labelled set is skipped');
for (const file of files) {
  report(
    `${file.split('/').at(-1)}: never trained on`,
    readLabelled(file).map((record) => ({ record, predicted: predict(record) })),
  );
}
