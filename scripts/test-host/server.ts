import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../src/core/errors.ts';
import { endChild, spawnChild } from './children.ts';
import { type InstalledServer, installServer } from './install.ts';
import { uriPath } from './workbenchUrl.ts';

export interface ServerOptions {
  readonly serverData: string;
  readonly userData: string;
  readonly extensions: string;
  /** Whether VS Code may ask for (and honour) trust in the folder; off by default. */
  readonly workspaceTrust?: boolean;
  /** A .vsix to install before the start. */
  readonly vsix?: string;
  /**
   * Folders of extensions' sources, linked in as if they were installed. A window then behaves in every respect as a
   * user's does; one that loads them by `extensionDevelopmentPath` shows no notifications.
   */
  readonly linkedExtensions?: readonly string[];
  /** What an address must carry as `tkn`; without it the server lets in whoever reaches its loopback port. */
  readonly connectionToken?: string;
  /** Lets the address name a development extension and a test suite; off by default. */
  readonly driver?: boolean;
  /** Further variables of the extension host's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningServer {
  readonly port: number;
  /** Such as http://127.0.0.1:41234 */
  readonly origin: string;
  /** Resolves when the server has ended, by itself or not. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Starts VS Code's server on a free loopback port. Its output goes to server.log in its data folder. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const installed = await installServer();
  await mkdir(options.serverData, { recursive: true });
  if (options.vsix) await installVsix(installed, options, options.vsix);
  if (options.linkedExtensions) await linkExtensions(options.extensions, options.linkedExtensions);

  const child = spawnChild(
    installed.node,
    [
      installed.main,
      '--host=127.0.0.1',
      '--port=0',
      ...(options.connectionToken
        ? [`--connection-token=${options.connectionToken}`]
        : ['--without-connection-token']),
      '--accept-server-license-terms',
      // Without it the workbench ignores the development and test paths of its address; with it, it shows no notifications.
      ...(options.driver ? ['--enable-smoke-test-driver'] : []),
      '--disable-getting-started-override',
      '--telemetry-level=off',
      ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
      ...directories(options),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: environment(options.env) },
  );
  const log = createWriteStream(path.join(options.serverData, 'server.log'));
  let output = '';
  const port = await new Promise<number>((resolve, reject) => {
    const read = (data: Buffer): void => {
      log.write(data);
      output = (output + data.toString()).slice(-20_000);
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (match) resolve(Number(match[1]));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new UserError(`The VS Code server ended (${code}) at its start:\n${output}`)),
    );
  });
  return {
    port,
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      await endChild(child);
      log.end();
    },
  };
}

async function installVsix(installed: InstalledServer, options: ServerOptions, vsix: string): Promise<void> {
  const child = spawnChild(
    installed.node,
    [installed.main, '--accept-server-license-terms', ...directories(options), '--install-extension', vsix],
    { stdio: ['ignore', 'pipe', 'pipe'], env: environment(options.env) },
  );
  let output = '';
  child.stdout?.on('data', (data: Buffer) => {
    output += data.toString();
  });
  child.stderr?.on('data', (data: Buffer) => {
    output += data.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0 || !/successfully installed/.test(output))
    throw new UserError(`VS Code did not install ${path.basename(vsix)}:\n${output}`);
}

async function linkExtensions(extensions: string, sources: readonly string[]): Promise<void> {
  await mkdir(extensions, { recursive: true });
  const list = path.join(extensions, 'extensions.json');
  const entries = (await readFile(list, 'utf8').then(JSON.parse, () => [])) as { relativeLocation: string }[];
  for (const source of sources) {
    const manifest: unknown = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8'));
    const { publisher, name, version } = manifest as { publisher: string; name: string; version: string };
    const folder = `${publisher}.${name}-${version}`;
    const location = path.join(extensions, folder);
    // A kept profile has the link already, perhaps to another clone.
    await rm(location, { force: true });
    await symlink(source, location, 'junction');
    if (entries.some((entry) => entry.relativeLocation === folder)) continue;
    // VS Code would write this list itself from the folder, but only after the first window has read it.
    entries.push({
      identifier: { id: `${publisher}.${name}` },
      version,
      location: { $mid: 1, path: uriPath(location), scheme: 'file' },
      relativeLocation: folder,
    } as { relativeLocation: string });
  }
  await writeFile(list, JSON.stringify(entries));
}

function directories(options: ServerOptions): string[] {
  return [
    `--server-data-dir=${options.serverData}`,
    `--user-data-dir=${options.userData}`,
    `--extensions-dir=${options.extensions}`,
  ];
}

/** This process's environment without what would make a nested VS Code or Node behave as part of an outer one. */
function environment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|CODE_SERVER)/.test(name),
  );
  // No marketplace: nothing is looked up, suggested or updated over the network.
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...extra };
}
