import { spawnSync } from 'node:child_process';
import { cp, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../src/core/errors.ts';
import { startDemoServer } from './demo-server/server.ts';
import { findCode, openDesktop } from './start/desktop.ts';
import { openServer } from './start/server.ts';
import { repositoryRoot, testHostDirectory } from './test-host/paths.ts';
import { createProfile, keptProfile, type Settings, temporaryDirectory } from './test-host/profile.ts';

const HELP = `npm start -- [options] [folder or file]

Builds Rationale and opens a real VS Code with it. Without an argument that is on a copy of samples/, with answers
recorded for those samples, so that the whole loop can be tried without an API key.

  folder or file   open your own data instead; nothing recorded, a profile that is kept between starts
  --here           open samples/ itself instead of a copy
  --no-demo        without recorded answers: enter a key with "Rationale: Set API Key"
  --desktop        open the desktop VS Code of this machine instead of one in the browser
  --port N         port of the address to open (8484, or a free one where that is taken)
  --help           this text`;

/** What both kinds of VS Code are opened with. */
export interface StartPlan {
  readonly folder: string;
  readonly file: string | undefined;
  readonly userData: string;
  readonly serverData: string;
  readonly extensions: string;
  /** Whether VS Code asks before it trusts the folder. */
  readonly workspaceTrust: boolean;
  readonly port: number | undefined;
}

/** The command line of `npm start`. */
export async function main(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    allowNegative: true,
    options: {
      here: { type: 'boolean', default: false },
      demo: { type: 'boolean' },
      desktop: { type: 'boolean', default: false },
      port: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536))
    throw new UserError(`--port takes a number from 1 to 65535, not "${values.port}".`);
  const own = positionals[0];

  const code = values.desktop ? findCode() : undefined;
  const ownTarget = own === undefined ? undefined : await ownData(own);
  build();
  const { folder, file } = ownTarget ?? (await samples(values.here));
  // Recorded answers exist for the samples only, and a key that is set means that the real API is wanted.
  const demo = values.demo ?? (own === undefined && !process.env['ANTHROPIC_API_KEY']);
  const settings: Record<string, unknown> = {};
  if (demo) {
    const server = await startDemoServer({});
    settings['rationale.baseUrl'] = server.url;
    settings['rationale.model'] = 'recorded-answers-demo';
    console.log(`Rewrites: recorded answers for the samples (demo), from ${server.url}.`);
  } else {
    console.log('Rewrites: the Anthropic API. Enter your key in VS Code with "Rationale: Set API Key".');
  }
  const profile = own
    ? await keptProfile(path.join(testHostDirectory(), 'profile'))
    : await sampleProfile(settings);
  const plan: StartPlan = { ...profile, folder, file, workspaceTrust: own !== undefined, port };
  if (code) await openDesktop(code, plan);
  else await openServer(plan);
}

function build(): void {
  console.log('Building …');
  const { status } = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: repositoryRoot, stdio: 'inherit' });
  if (status !== 0) throw new UserError('The build failed; see above.');
}

async function ownData(argument: string): Promise<{ folder: string; file: string | undefined }> {
  const target = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), argument);
  const found = await stat(target).catch(() => undefined);
  if (!found) throw new UserError(`${target} does not exist.`);
  return found.isDirectory()
    ? { folder: target, file: undefined }
    : { folder: path.dirname(target), file: target };
}

async function samples(here: boolean): Promise<{ folder: string; file: string }> {
  const original = path.join(repositoryRoot, 'samples');
  let folder = original;
  if (!here) {
    folder = path.join(await temporaryDirectory('samples'), 'samples');
    await mkdir(path.dirname(folder), { recursive: true });
    await cp(original, folder, { recursive: true });
    console.log(`Samples: a copy in ${folder}, removed at the end (--here opens samples/ itself).`);
  }
  return { folder, file: path.join(folder, 'difficult-advice.jsonl') };
}

async function sampleProfile(settings: Settings) {
  // Only here do JSONL files open in the curation editor at once; elsewhere it is an option beside the text editor.
  return createProfile({ ...settings, 'workbench.editorAssociations': { '*.jsonl': 'rationale.curation' } });
}
