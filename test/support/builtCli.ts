import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let built: Promise<string> | null = null;

/** Builds what ships, once, and gives the path of its command line. */
export function builtCli(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  const child = spawn(process.execPath, ['esbuild.mjs'], { cwd: ROOT });
  const said = text(child.stderr);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The build failed: ${await said}`);
  return path.join(ROOT, 'dist', 'cli.js');
}
