import { execFileSync } from 'node:child_process';

/** The shared libraries that a Linux executable asks for and the system does not have; empty where nothing can tell. */
export function missingLibraries(executable: string, env: Readonly<Record<string, string>> = {}): string[] {
  if (process.platform !== 'linux') return [];
  let listing: string;
  try {
    listing = execFileSync('ldd', [executable], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return [];
  }
  return [...listing.matchAll(/^\s*(\S+) => not found/gm)].flatMap((match) => match[1] ?? []);
}
