import { spawn } from 'node:child_process';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../src/core/errors.ts';
import { writeNativeShims } from './nativeShims.ts';
import { testHostDirectory } from './paths.ts';

/** VS Code's server as npm carries it, and the Node major that it asks for. A change here needs a new folder name below. */
const SERVER = 'code-server@4.139.1';
const NODE_MAJOR = 24;

export interface InstalledServer {
  /** The Node executable that runs the server. */
  readonly node: string;
  /** server-main.js: the server itself, and with --install-extension its command line. */
  readonly main: string;
}

/** Brings VS Code's server from npm into the test-host folder, once; later calls find it there. */
export async function installServer(): Promise<InstalledServer> {
  const server = await installOnce(
    'vscode-server-4.139.1-1',
    'VS Code server (npm, about 200 MB)',
    async (dir) => {
      await npm(dir, ['install', '--ignore-scripts', '--omit=dev', SERVER]);
      // The package's own postinstall would compile native modules; the parts used here run without them.
      const inner = path.join(dir, 'node_modules/code-server/lib/vscode');
      await npm(inner, ['install', '--ignore-scripts', '--omit=dev']);
      await writeNativeShims(path.join(inner, 'node_modules'));
    },
  );
  return {
    node: await installNode(),
    main: path.join(server, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

async function installNode(): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) === NODE_MAJOR) return process.execPath;
  const windows = process.platform === 'win32';
  const dir = await installOnce(`node-${NODE_MAJOR}`, `Node ${NODE_MAJOR} for it (npm)`, async (target) => {
    await npm(target, ['install', '--ignore-scripts', `node@${NODE_MAJOR}`]);
    // Newer npm versions hold back install scripts; this one fetches the binary for the platform, also from npm.
    const inner = path.join(target, 'node_modules/node');
    await run(process.execPath, ['installArchSpecificPackage.js'], inner);
    await stat(path.join(inner, 'bin', windows ? 'node.exe' : 'node'));
  });
  return path.join(dir, 'node_modules/node/bin', windows ? 'node.exe' : 'node');
}

/**
 * Builds a folder under another name and renames it when it is whole, so that what carries the final name is
 * complete, also when two processes install at once or one is stopped half-way.
 */
export async function installOnce(
  name: string,
  label: string,
  build: (directory: string) => Promise<void>,
): Promise<string> {
  const root = testHostDirectory();
  const target = path.join(root, name);
  if (await exists(target)) return target;
  await removeAbandoned(root, name);
  const partial = `${target}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  console.log(`Installing ${label} into ${root} (once) …`);
  try {
    await writeFile(path.join(partial, 'package.json'), '{ "private": true }\n');
    await build(partial);
    await rename(partial, target).catch(async (error: unknown) => {
      // Another process was faster; its copy is as good.
      if (!(await exists(target))) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return target;
}

/** Removes what a stopped installation left behind, unless its process still lives. */
async function removeAbandoned(root: string, name: string): Promise<void> {
  const entries = await readdir(root).catch(() => []);
  for (const entry of entries) {
    const pid = entry.startsWith(`${name}.partial-`)
      ? Number(entry.slice(`${name}.partial-`.length))
      : undefined;
    if (pid !== undefined && !isAlive(pid))
      await rm(path.join(root, entry), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function npm(cwd: string, args: readonly string[]): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const script = process.env['npm_execpath'];
  if (script?.endsWith('npm-cli.js')) await run(process.execPath, [script, ...args, ...quiet], cwd);
  else await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, ...quiet], cwd);
}

function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      shell: command.endsWith('.cmd'),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      output += data.toString();
    });
    child.on('error', (error) =>
      reject(new UserError(`Cannot run ${command}: ${error.message}. Is npm installed?`)),
    );
    child.on('close', (code) => {
      if (code === 0) return resolve();
      const tail = output.trim().split('\n').slice(-12).join('\n');
      reject(
        new UserError(
          `"${path.basename(command)} ${args.join(' ')}" failed.\n${tail}\n` +
            'The VS Code server comes from the npm registry: check the network (or the registry set in .npmrc) and try again.',
        ),
      );
    });
  });
}

export async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
