import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../src/core/errors.ts';
import { type Counts, mochaCounts, withSecondRun } from './test/counts.ts';
import { repositoryRoot } from './test-host/paths.ts';

interface Phase {
  readonly name: string;
  readonly command: readonly string[];
  /** Whether its output ends with mocha's counts; a phase without them is one test that passes or fails. */
  readonly mocha: boolean;
  /** The phase that must have passed for this one to make sense. */
  readonly after?: string;
  /** What it runs, behind the command. A file of it that failed is run once more, and the summary tells that it was. */
  readonly files?: string;
  /** Whether it is run once more as a whole where a test of it failed, and the summary tells that it was. */
  readonly again?: boolean;
}

const bin = (name: string): string => path.join('node_modules', name);
const tsx = ['--import=tsx'];
const mocha = [bin('mocha/bin/mocha.js'), '--import=tsx', '--no-color'];

const PHASES: readonly Phase[] = [
  { name: 'types', command: [bin('typescript/bin/tsc'), '-p', '.'], mocha: false },
  {
    name: 'lint',
    command: [bin('@biomejs/biome/bin/biome'), 'check', '--diagnostic-level=warn', '.'],
    mocha: false,
  },
  { name: 'layers', command: [...tsx, 'scripts/check-layers.ts'], mocha: false },
  {
    name: 'unit',
    // A time that tells a hang from a slow machine; mocha's two seconds do not.
    command: [...mocha, '--reporter=dot', '--timeout=20000', 'test/unit/**/*.test.ts'],
    mocha: true,
  },
  { name: 'build', command: ['esbuild.mjs', '--tests'], mocha: false },
  { name: 'host', command: [...tsx, 'test/runHostTests.ts'], mocha: true, after: 'build', again: true },
  {
    name: 'browser',
    command: [
      ...mocha,
      '--require=./test/support/vscode/tellFailures.ts',
      '--reporter=./scripts/test/countByFile.cjs',
      '--timeout=120000',
      '--exit',
    ],
    // Keys, focus and notifications of a whole VS Code depend on what else the machine does.
    files: 'test/browser/**/*.test.ts',
    mocha: true,
    after: 'build',
  },
  {
    name: 'package',
    command: [...mocha, '--timeout=180000', '--exit', 'test/package.test.ts'],
    mocha: true,
    after: 'build',
  },
];

/**
 * `npm test`: every phase in turn, or those named, then one summary. The last line is "N passed, N failed" with
 * ", N skipped" where some were; the exit code is 1 where anything failed or a phase ran no test.
 */
export async function main(argv: readonly string[]): Promise<void> {
  const { positionals } = parseArgs({ args: [...argv], allowPositionals: true });
  const unknown = positionals.filter((name) => !PHASES.some((phase) => phase.name === name));
  if (unknown.length > 0)
    throw new UserError(
      `No such phase: ${unknown.join(', ')}. There are: ${PHASES.map((phase) => phase.name).join(', ')}.`,
    );
  const chosen =
    positionals.length === 0 ? PHASES : PHASES.filter((phase) => positionals.includes(phase.name));

  const results = new Map<string, Counts>();
  const unsteady: string[] = [];
  for (const phase of chosen) {
    const needed = phase.after === undefined ? undefined : results.get(phase.after);
    console.log(`\n── ${phase.name} ──`);
    if (needed && needed.failed > 0) console.log(`Not run: ${phase.after} failed.`);
    results.set(
      phase.name,
      needed && needed.failed > 0 ? { passed: 0, failed: 1, skipped: 0 } : await settle(phase, unsteady),
    );
  }

  console.log('\n── summary ──');
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, counts] of results) {
    console.log(`${name.padEnd(8)} ${sentence(counts)}`);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  if (unsteady.length > 0) console.log(`Failed, and passed when run again: ${unsteady.join(', ')}`);
  console.log(sentence(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/** Runs a phase, and the files of it that failed a second time. @param unsteady gets those that then passed */
async function settle(phase: Phase, unsteady: string[]): Promise<Counts> {
  const { files } = phase;
  if (files === undefined) {
    const once = await run(phase, phase.command);
    if (phase.again !== true || once.failed === 0) return once;
    console.log(`\n── ${phase.name}, once more ──`);
    const twice = await run(phase, phase.command);
    if (twice.failed === 0) unsteady.push(phase.name);
    return twice;
  }
  const list = path.join(await mkdtemp(path.join(os.tmpdir(), 'rationale-counts-')), 'counts.json');
  const env = { COUNTS_BY_FILE: list };
  const byFile = async () =>
    JSON.parse(await readFile(list, 'utf8').catch(() => '{}')) as Readonly<Record<string, Counts>>;
  try {
    const first = await run(phase, [...phase.command, files], env);
    const counts = await byFile();
    const again = Object.keys(counts).filter((file) => (counts[file]?.failed ?? 0) > 0);
    if (again.length === 0) return first;
    const names = again.map((file) => path.relative(repositoryRoot, file));
    console.log(`\n── ${phase.name}, once more: ${names.join(', ')} ──`);
    await rm(list);
    const second = await run(phase, [...phase.command, ...again], env);
    const now = await byFile();
    unsteady.push(...names.filter((_, at) => now[again[at] ?? '']?.failed === 0));
    return withSecondRun(first, counts, again, second);
  } finally {
    await rm(path.dirname(list), { recursive: true });
  }
}

async function run(
  phase: Phase,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Counts> {
  const child = spawn(process.execPath, command, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    process.stdout.write(data);
    output += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => process.stderr.write(data));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (!phase.mocha) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  return mochaCounts(output, status);
}

function sentence({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
