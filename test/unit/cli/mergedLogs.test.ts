import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { before, describe, it } from 'mocha';
import { openCurated } from '../../../src/cli/curated.ts';
import { Problems } from '../../../src/cli/problems.ts';
import type { LabelEntry } from '../../../src/core/curation/decision.ts';
import { formatEntry, parseLog } from '../../../src/core/curation/log.ts';
import { MERGE_LINE } from '../../../src/core/curation/mergeSettings.ts';
import { chatLine, run } from './support.ts';

const execute = promisify(execFile);

/** git by itself: no settings of whoever runs the test, and nobody to ask. */
async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await execute('git', ['-C', folder, ...args], {
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: devNull,
      GIT_CONFIG_SYSTEM: devNull,
      GIT_TERMINAL_PROMPT: '0',
      GIT_EDITOR: 'true',
    },
  });
  return stdout;
}

async function clone(origin: string, folder: string, name: string): Promise<string> {
  await execute('git', ['clone', '--quiet', origin, folder]);
  await git(folder, 'config', 'user.name', name);
  await git(folder, 'config', 'user.email', `${name.toLowerCase()}@example.org`);
  return folder;
}

/** The responses of a dataset as the log names them. */
async function responsesOf(file: string): Promise<readonly { id: string; line: number; hash: string }[]> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const { records } = await openCurated(file, undefined, Readable.from([]), new Problems(nowhere));
  const found: { id: string; line: number; hash: string }[] = [];
  for await (const { id, responses } of records)
    found.push({ id: id ?? '', line: found.length + 1, hash: responses[0]?.hash ?? '' });
  return found;
}

/** Labels of the records by one curator, a letter each: `f` for flagged, `k` for kept. */
async function label(file: string, by: string, verdicts: string, more: Partial<LabelEntry> = {}) {
  const entries = (await responsesOf(file)).map(({ id, line, hash }, i): LabelEntry => {
    const flag = verdicts[i] === 'f';
    return {
      v: 1,
      id: `${by}-${i}-${more.settles === true}`,
      at: `2026-03-0${by === 'Ada' ? 1 : 2}T09:00:0${i}.000Z`,
      by,
      record: { key: `id:${id}`, line },
      response: { id: 'last', hash },
      type: 'label',
      label: {
        stakes: 'some',
        holder: 'assistant',
        reasoning: flag ? 'absent' : 'adequate',
        codes: [],
        flag,
      },
      ...more,
    };
  });
  await appendFile(file.replace('.jsonl', '.curation.jsonl'), entries.map(formatEntry).join(''));
}

describe('two clones whose logs diverge', function () {
  this.timeout(60_000);

  before(async function () {
    try {
      await execute('git', ['--version']);
    } catch {
      process.stderr.write('      git is not installed, so no logs are merged with it\n');
      this.skip();
    }
  });

  async function diverged(attributes: string, use: (clones: readonly [string, string]) => Promise<void>) {
    const folder = await mkdtemp(path.join(tmpdir(), 'rationale-merge-'));
    try {
      const origin = path.join(folder, 'origin.git');
      await execute('git', ['init', '--quiet', '--bare', '--initial-branch=main', origin]);
      const first = await clone(origin, path.join(folder, 'ada'), 'Ada');
      const answers = ['I can’t help.', 'No.', 'I won’t.', 'Ask a lawyer.'];
      const lines = answers.map((answer, i) => chatLine(`r${i}`, answer)).join('\n');
      await writeFile(path.join(first, 'cases.jsonl'), `${lines}\n`);
      await writeFile(path.join(first, '.gitattributes'), attributes);
      // A log that both have already, so that both append at the same place.
      await label(path.join(first, 'cases.jsonl'), 'Root', 'kkkk');
      await git(first, 'add', '--all');
      await git(first, 'commit', '--quiet', '-m', 'Begin');
      await git(first, 'push', '--quiet', 'origin', 'HEAD:main');
      const second = await clone(origin, path.join(folder, 'bo'), 'Bo');
      await label(path.join(first, 'cases.jsonl'), 'Ada', 'ffkk');
      await git(first, 'commit', '--quiet', '--all', '-m', 'Label');
      await git(first, 'push', '--quiet', 'origin', 'HEAD:main');
      await label(path.join(second, 'cases.jsonl'), 'Bo', 'fkkk');
      await git(second, 'commit', '--quiet', '--all', '-m', 'Label, too');
      await use([first, second]);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it('become one log with every entry, and the report tells how far the two agree', () =>
    diverged(`${MERGE_LINE}\n`, async ([first, second]) => {
      await git(second, 'pull', '--quiet', '--no-rebase', '--no-edit', 'origin', 'main');
      await git(second, 'push', '--quiet', 'origin', 'HEAD:main');
      await git(first, 'pull', '--quiet', '--ff-only', 'origin', 'main');
      const dataset = path.join(first, 'cases.jsonl');
      const log = parseLog(await readFile(path.join(first, 'cases.curation.jsonl'), 'utf8'));
      assert.deepEqual(log.problems, []);
      assert.equal(log.entries.length, 12);
      assert.deepEqual([...new Set(log.entries.map(({ by }) => by))].sort(), ['Ada', 'Bo', 'Root']);
      const { code, out, err } = await run(['report', dataset, '--as', 'json']);
      assert.equal(code, 0, err);
      const { curators } = JSON.parse(out) as {
        curators: {
          items: number;
          cohen: { raters: [string, string]; items: number; kappa: number }[];
          fleiss: number;
          alpha: number;
        };
      };
      assert.equal(curators.items, 4);
      const both = curators.cohen.find(({ raters }) => raters.join() === 'Ada,Bo');
      // Three of four alike; by chance a half of them: (0.75 - 0.5) / (1 - 0.5).
      assert.deepEqual([both?.items, both?.kappa], [4, 0.5]);
      assert.equal(typeof curators.fleiss, 'number');
      const markdown = await run(['report', dataset]);
      assert.match(markdown.out, /Krippendorff/);
    }));

  it('are read whole even where git was not told and left its conflict markers in them', () =>
    diverged('', async ([, second]) => {
      await assert.rejects(git(second, 'pull', '--quiet', '--no-rebase', '--no-edit', 'origin', 'main'));
      const log = parseLog(await readFile(path.join(second, 'cases.curation.jsonl'), 'utf8'));
      assert.equal(log.entries.length, 12);
      assert.ok(log.problems.length > 0 && log.problems.every(({ kind }) => kind === 'conflict-marker'));
    }));
});
