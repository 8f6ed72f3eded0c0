import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { SUITE_BEGINS } from '../../scripts/test-host/suiteBegins.ts';

/**
 * VS Code's entry into the suites of this folder: loads every *.test.ts beside this file, runs them with mocha and
 * prints the results. Rejects where a test failed or none ran.
 */
export async function run(): Promise<void> {
  console.log(SUITE_BEGINS);
  const { default: Mocha } = await import('mocha');
  const { MOCHA_GREP: grep = '' } = process.env;
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 30_000, reporter: 'spec', grep });
  // Mocha defines describe and it on this object when it loads a file; these are in one bundle and loaded below.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  // The bundle lies in out/host; esbuild puts in every module that the pattern below can name.
  const files = await readdir(path.resolve(__dirname, '../../test/host'));
  const names = files
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.test.ts'.length));
  for (const name of names.sort()) await import(`./${name}.test.ts`);
  const { passes, failures } = await new Promise<{ passes: number; failures: number }>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats ?? { passes: 0, failures: 0 }));
  });
  if (failures > 0) throw new Error(`${failures} of the tests inside VS Code failed.`);
  if (passes === 0) throw new Error('No test ran inside VS Code.');
}
