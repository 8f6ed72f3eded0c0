import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from '@vscode/test-electron';
import { missingLibraries } from '../scripts/test-host/libraries.ts';
import { repositoryRoot } from '../scripts/test-host/paths.ts';
import { temporaryDirectory, writeSettings } from '../scripts/test-host/profile.ts';

/** The earliest VS Code the extension promises to run in is tried by VSCODE_VERSION=1.100.0. */
const VERSION = process.env['VSCODE_VERSION'] ?? 'stable';
const LOOKUP_WITHIN_MS = 8000;

/**
 * Runs out/host/index.cjs (built by `node esbuild.mjs --tests`) inside VS Code: a desktop one that
 * @vscode/test-electron downloads, or, where that cannot be had or VSCODE_HOST=web, VS Code's server in Chromium.
 */
async function main(): Promise<void> {
  const vscodeExecutablePath = await chooseHost();
  const workspace = path.join(await temporaryDirectory('host'), 'workspace');
  await mkdir(workspace);
  // A short path: VS Code puts a socket into it, and systems limit the length of a socket's name.
  const userData = await temporaryDirectory('user');
  await writeSettings(userData, {});
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: repositoryRoot,
    extensionTestsPath: path.join(repositoryRoot, 'out/host/index.cjs'),
    launchArgs: [workspace, `--user-data-dir=${userData}`, '--disable-extensions'],
    extensionTestsEnv: { RATIONALE_TEST_WORKSPACE: workspace, RATIONALE_TEST_USER_DATA: userData },
  });
}

/** The executable for runTests; says which VS Code it is. */
async function chooseHost(): Promise<string> {
  const launcher = path.join(repositoryRoot, 'scripts/test-host/launcher.mjs');
  const web = (reason: string): string => {
    console.log(`VS Code: the server from npm in headless Chromium (${reason}).`);
    return launcher;
  };
  const wanted = process.env['VSCODE_HOST'];
  if (wanted === 'web') return web('VSCODE_HOST=web');
  const hidden = !hasDisplay();
  if (hidden && spawnSync('xvfb-run', ['--help']).status !== 0)
    return web('no display here for a desktop one; xvfb-run would do');
  try {
    const executable = await downloadAndUnzipVSCode({
      version: VERSION,
      cachePath: path.join(repositoryRoot, '.vscode-test'),
      timeout: LOOKUP_WITHIN_MS,
    });
    const missing = missingLibraries(executable);
    if (missing.length > 0) return web(`the desktop one misses ${missing.join(', ')}`);
    console.log(`VS Code: desktop, ${VERSION} (${path.relative(repositoryRoot, executable)}).`);
    return hidden ? await underXvfb(executable) : executable;
  } catch (error) {
    if (wanted === 'desktop') throw error;
    return web(
      `a desktop VS Code cannot be downloaded here: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** The wrapper through which runTests starts a desktop VS Code on a machine without a display, where there is one. */
async function underXvfb(executable: string): Promise<string> {
  const script = path.join(await temporaryDirectory('xvfb'), 'code');
  await writeFile(script, `#!/bin/sh\nexec xvfb-run -a "${executable}" "$@"\n`, { mode: 0o755 });
  return script;
}

if (!existsSync(path.join(repositoryRoot, 'out/host/index.cjs'))) {
  console.error('Build the suites first: node esbuild.mjs --tests');
  process.exit(1);
}
try {
  await main();
} catch (error) {
  if (!(error instanceof TestRunFailedError)) console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
process.exit(0);
