import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ms, percentile, type Row } from './measure.ts';
import type { BenchOptions } from './options.ts';

const STARTS = 9;

/** Only the SDK says this, in the header of each request. */
const SDK_MARK = 'anthropic-version';

/** Run in a fresh process: prints the time to load a module, and to activate it, and every script that was loaded. */
const PROBE = `
import inspector from 'node:inspector';
const [, url, trace] = process.argv;
const scripts = [];
if (trace === 'trace') {
  const session = new inspector.Session();
  session.connect();
  session.on('Debugger.scriptParsed', ({ params }) => scripts.push(params.url));
  session.post('Debugger.enable');
}
const start = performance.now();
const module = await import(url);
const loaded = performance.now() - start;
const memento = { get: (_key, fallback) => fallback, update: async () => {}, keys: () => [] };
const uri = { scheme: 'file', path: '/', fsPath: '/', with: () => uri, toString: () => 'file:///' };
module.activate?.({
  subscriptions: [], extensionUri: uri, extensionMode: 1, secrets: { get: async () => undefined, onDidChange: () => ({ dispose() {} }) },
  workspaceState: memento, globalState: memento,
  storageUri: uri, globalStorageUri: uri, logUri: uri, extensionPath: '/',
  extension: { id: 'rationale.rationale', extensionUri: uri, extensionPath: '/', packageJSON: { version: '0.0.0' } },
});
process.stdout.write(JSON.stringify({ loaded, activated: performance.now() - start, scripts }), () => process.exit(0));
`;

interface Probe {
  readonly loaded: number;
  readonly activated: number;
  readonly scripts: readonly string[];
}

/** Loading and activating the built extension in a fresh process, with a stand-in for VS Code, against an empty module. */
export async function activationRows({ dist, root, scratch }: BenchOptions): Promise<Row[]> {
  const copy = path.join(scratch, 'dist');
  cpSync(dist, copy, { recursive: true });
  const stub = path.join(scratch, 'node_modules/vscode');
  mkdirSync(stub, { recursive: true });
  writeFileSync(path.join(scratch, 'package.json'), '{"type":"module"}');
  writeFileSync(path.join(stub, 'package.json'), '{"name":"vscode","type":"module","main":"index.js"}');
  await build({
    entryPoints: [path.join(root, 'scripts/bench/vscodeStub.ts')],
    outfile: path.join(stub, 'index.js'),
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const empty = path.join(scratch, 'empty.js');
  writeFileSync(empty, 'export {};\n');
  const extension = path.join(copy, 'extension.js');
  const probes: Probe[] = [];
  const empties: Probe[] = [];
  for (let i = 0; i < STARTS; i++) {
    probes.push(probe(extension));
    empties.push(probe(empty));
  }
  const peer = {
    name: 'an empty module',
    value: percentile(
      empties.map(({ loaded }) => loaded),
      0.5,
    ),
  };
  return [
    {
      work: `load dist/extension.js, median of ${STARTS}`,
      measured: ms(
        percentile(
          probes.map(({ loaded }) => loaded),
          0.5,
        ),
      ),
      peer,
    },
    {
      work: `load and activate it, median of ${STARTS}`,
      measured: ms(
        percentile(
          probes.map(({ activated }) => activated),
          0.5,
        ),
      ),
      peer,
      budget: { most: 100, of: 'measured' },
    },
    {
      work: 'files with the SDK that activation loads',
      measured: { value: sdkFilesLoaded(copy, probe(extension, 'trace').scripts), unit: 'count' },
      budget: { most: 0, of: 'measured' },
    },
  ];
}

function probe(file: string, trace = ''): Probe {
  const args = ['--input-type=module', '--eval', PROBE, '--', pathToFileURL(file).href, trace];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Probe;
}

/** @throws Error when no file holds the SDK, or the extension itself was not seen loading: the check would be blind. */
function sdkFilesLoaded(dist: string, scripts: readonly string[]): number {
  const withSdk = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(dist, name))
    .filter((file) => file.endsWith('.js') && readFileSync(file, 'utf8').includes(SDK_MARK))
    .map((file) => pathToFileURL(file).href);
  if (withSdk.length === 0) throw new Error(`No file of ${dist} holds the SDK.`);
  if (!scripts.some((url) => url.endsWith('/dist/extension.js')))
    throw new Error('The extension was not loaded.');
  return withSdk.filter((url) => scripts.includes(url)).length;
}
