import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { UserError } from '../src/core/errors.ts';
import { editorRows } from './bench/editor.ts';
import { writeDataset } from './bench/generate.ts';
import { keyboardRows } from './bench/keyboard.ts';
import type { Row } from './bench/measure.ts';
import type { BenchOptions } from './bench/options.ts';
import { formatTable, verdict } from './bench/table.ts';
import { repositoryRoot } from './test-host/paths.ts';

const SECTIONS = [
  'index',
  'read',
  'workers',
  'response',
  'passages',
  'editing',
  'activation',
  'sizes',
  'bulk',
  'queue',
  'growth',
  'editor',
  'keyboard',
];
/** Sections that drive a workbench from outside; the others run in a process of their own. */
const DRIVEN: Readonly<Record<string, (options: BenchOptions) => Promise<Row[]>>> = {
  editor: editorRows,
  keyboard: keyboardRows,
};
const HELP = `npm run bench -- [options] [section …]

Measures what the design has budgets for, on generated data, beside a raw limit or a peer in the same run. The budgets
for whole files are stated for 400 MB and scaled to the size at hand. Fails where something cannot be measured,
never for a figure.

  --size MB      of the generated dataset: 4, 10 (default), 40, 400 …
  --dist FOLDER  the built extension, default dist
  --profile      writes a CPU profile of each section to out/bench/profiles
  sections       ${SECTIONS.join(', ')}; default all`;

/** `npm run bench`, see the help. */
export async function main(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      size: { type: 'string', default: '10' },
      dist: { type: 'string', default: path.join(repositoryRoot, 'dist') },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const size = Number(values.size);
  if (!(size > 0)) throw new UserError('--size has to be a number of megabytes.');
  const unknown = positionals.filter((name) => !SECTIONS.includes(name));
  if (unknown.length > 0) throw new UserError(`No such section: ${unknown.join(', ')}.\n\n${HELP}`);
  if (!existsSync(path.join(values.dist, 'extension.js')))
    throw new UserError(`There is no built extension in ${values.dist}. Run: npm run build`);

  const program = await bundle();
  const scratch = mkdtempSync(path.join(tmpdir(), 'rationale-bench-'));
  try {
    const data = path.join(scratch, 'data.jsonl');
    const records = writeDataset(data, size * 1e6);
    console.log(
      `${records} generated records, ${(statSync(data).size / 1e6).toFixed(1)} MB; Node ${process.version}, ` +
        `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}\n`,
    );
    const rows: Row[] = [];
    const failed: string[] = [];
    for (const section of positionals.length === 0 ? SECTIONS : positionals) {
      const folder = path.join(scratch, section);
      mkdirSync(folder);
      const options: BenchOptions = {
        data,
        size,
        rounds: size > 100 ? 2 : 5,
        dist: path.resolve(values.dist),
        root: repositoryRoot,
        scratch: folder,
        constitutions: constitutions(),
      };
      process.stderr.write(`${section} …\n`);
      try {
        const measured = DRIVEN[section]?.(options) ?? run(program, section, options, values.profile);
        rows.push(...(await measured));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        // The other sections still say what they have to say.
        console.error(error.message);
        failed.push(section);
      }
    }
    console.log(formatTable(rows));
    const over = rows.filter((row) => verdict(row) === 'over').length;
    console.log(`\n${over === 0 ? 'Every budget measured is kept.' : `${over} over budget.`}`);
    if (failed.length > 0) throw new UserError(`Failed, and so not measured: ${failed.join(', ')}.`);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Bundles the measuring program as the extension itself is bundled, so that what is measured is what ships. */
async function bundle(): Promise<string> {
  const outfile = path.join(repositoryRoot, 'out/bench/main.mjs');
  await build({
    entryPoints: [path.join(repositoryRoot, 'scripts/bench/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    sourcemap: 'linked',
    external: ['esbuild'],
    alias: { vscode: path.join(repositoryRoot, 'scripts/bench/vscodeStub.ts') },
    logLevel: 'warning',
  });
  return outfile;
}

async function run(
  program: string,
  section: string,
  options: BenchOptions,
  profile: boolean,
): Promise<readonly Row[]> {
  const profiles = path.join(path.dirname(program), 'profiles');
  const args = profile
    ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`, `--cpu-prof-name=${section}.cpuprofile`]
    : [];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...args, program, section, JSON.stringify(options)],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  ).catch((error: { readonly stderr?: string; readonly code?: number }) => {
    // Minified sources that Node quotes say nothing to a reader.
    const said = (error.stderr ?? String(error)).split('\n').filter((line) => line.length < 200);
    throw new UserError(
      `The section ${section} failed with code ${error.code}.\n${said.slice(0, 20).join('\n')}`,
    );
  });
  return JSON.parse(stdout) as readonly Row[];
}

/** The starter constitution, and real ones where the shared folder is beside the clone. */
function constitutions(): string[] {
  const shared = path.join(repositoryRoot, '../shared/data/constitutions');
  return [
    path.join(repositoryRoot, 'media/starter-constitution.md'),
    ...(existsSync(shared) ? readdirSync(shared).sort() : [])
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.join(shared, name)),
  ];
}
