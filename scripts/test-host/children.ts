import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';

const running = new Set<ChildProcess>();
const temporary = new Set<string>();
let watching = false;

/** Starts a process that cannot outlive this one: it and its own children end when this process does. */
export function spawnChild(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  cleanUpAtExit();
  // A process group of its own lets one signal reach the helpers that the child starts.
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Ends a child and everything it started, and waits until it is gone. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  signal(child, 'SIGTERM');
  const force = setTimeout(() => signal(child, 'SIGKILL'), 5000);
  await gone;
  clearTimeout(force);
  // What the child started may have ignored the first signal.
  signal(child, 'SIGKILL');
}

/** Marks a folder for removal when this process ends, however it ends. */
export function removeAtExit(directory: string): void {
  cleanUpAtExit();
  temporary.add(directory);
}

/** Removes a folder marked with {@link removeAtExit} now. */
export async function removeNow(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  temporary.delete(directory);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // The group is already gone.
  }
}

function cleanUpAtExit(): void {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const child of running) signal(child, 'SIGKILL');
    for (const directory of temporary) {
      try {
        rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
      } catch {
        // A file that is still held stays in the system's temporary folder.
      }
    }
  });
  for (const [name, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(name, () => process.exit(code));
  }
}
