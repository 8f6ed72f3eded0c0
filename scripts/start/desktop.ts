import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../src/core/errors.ts';
import type { StartPlan } from '../start.ts';
import { openerExtension, repositoryRoot } from '../test-host/paths.ts';

/** Opens the plan in this machine's desktop VS Code, in a profile of its own, and stays until it is interrupted. */
export async function openDesktop(code: string, plan: StartPlan): Promise<void> {
  const args = [
    '--new-window',
    `--extensionDevelopmentPath=${repositoryRoot}`,
    `--extensionDevelopmentPath=${openerExtension}`,
    `--user-data-dir=${plan.userData}`,
    `--extensions-dir=${plan.extensions}`,
    ...(plan.workspaceTrust ? [] : ['--disable-workspace-trust']),
    // VS Code refuses to run as root without these two words.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    plan.folder,
  ];
  console.log(`Opening ${code} on ${plan.folder}. Ctrl-C here ends what runs beside it.`);
  const shell = process.platform === 'win32';
  const child = spawn(shell ? `"${code}"` : code, args, {
    stdio: 'inherit',
    shell,
    env: { ...process.env, ...(plan.file ? { RATIONALE_OPEN: plan.file } : {}) },
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (status !== 0) throw new UserError(`VS Code ended with ${status}.`);
  // The command returns as soon as the window opens; its profile, its samples and the recorded answers must outlive it.
  await new Promise<never>(() => {
    setInterval(() => undefined, 1 << 30);
  });
}

/**
 * The command of this machine's desktop VS Code.
 * @throws UserError where there is none
 */
export function findCode(): string {
  const named = process.platform === 'win32' ? ['code.cmd'] : ['code', 'codium'];
  const onPath = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .flatMap((dir) => named.map((n) => path.join(dir, n)));
  const usual = [
    '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code',
    path.join(
      process.env['HOME'] ?? '',
      'Applications/Visual Studio Code.app/Contents/Resources/app/bin/code',
    ),
    '/usr/share/code/bin/code',
    '/snap/bin/code',
    path.join(process.env['LOCALAPPDATA'] ?? '', 'Programs/Microsoft VS Code/bin/code.cmd'),
    path.join(process.env['PROGRAMFILES'] ?? '', 'Microsoft VS Code/bin/code.cmd'),
  ];
  const found = [...onPath, ...usual].find((file) => path.isAbsolute(file) && existsSync(file));
  if (found) return found;
  throw new UserError(
    'No desktop VS Code was found: "code" is not on the PATH nor where VS Code is usually installed.\n' +
      'Install it, or leave out --desktop to use one in the browser.',
  );
}
