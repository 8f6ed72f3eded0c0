import { readdir, readFile } from 'node:fs/promises';

/**
 * The process id of the extension host that this process's VS Code server runs. Linux only: read from /proc.
 * @throws Error when there is not exactly one.
 */
export async function extensionHostPid(): Promise<number> {
  const parents = new Map<number, number>();
  const hosts: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const pid = Number(name);
      const stat = await readFile(`/proc/${name}/stat`, 'utf8');
      // The name of the program stands in parentheses and may hold spaces.
      parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
      if ((await readFile(`/proc/${name}/cmdline`, 'utf8')).includes('--type=extensionHost')) hosts.push(pid);
    } catch {
      // It has ended meanwhile.
    }
  }
  const isOurs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
      if (at === process.pid) return true;
    return false;
  };
  const [host, ...others] = hosts.filter(isOurs);
  if (host === undefined || others.length > 0)
    throw new Error(`There are ${host === undefined ? 0 : others.length + 1} extension hosts.`);
  return host;
}
