import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../src/core/errors.ts';
import { type Counts, mochaCounts } from './test/counts.ts';
import { repositoryRoot } from './test-host/paths.ts';

interface Phase {
  readonly name: string;
  readonly command: readonly string[];
  /** Whether its output ends with mocha's counts; a phase without them is one test that passes or fails. */
  readonly mocha: boolean;
  /** The phase that must have passed for this one to make sense. */
  readonly after?: string;
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
  { name: 'unit', command: [...mocha, '--reporter=dot', 'test/unit/**/*.test.ts'], mocha: true },
  { name: 'build', command: ['esbuild.mjs', '--tests'], mocha: false },
  { name: 'host', command: [...tsx, 'test/runHostTests.ts'], mocha: true, after: 'build' },
  {
    name: 'browser',
    command: [...mocha, '--timeout=120000', '--exit', 'test/browser/**/*.test.ts'],
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
  for (const phase of chosen) {
    const needed = phase.after === undefined ? undefined : results.get(phase.after);
    console.log(`\n── ${phase.name} ──`);
    if (needed && needed.failed > 0) console.log(`Not run: ${phase.after} failed.`);
    results.set(
      phase.name,
      needed && needed.failed > 0 ? { passed: 0, failed: 1, skipped: 0 } : await run(phase),
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
  console.log(sentence(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
}

async function run(phase: Phase): Promise<Counts> {
  const child = spawn(process.execPath, phase.command, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
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
