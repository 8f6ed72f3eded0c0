import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { endChild, spawnChild } from '../../scripts/test-host/children.ts';
import { launchChromium } from '../../scripts/test-host/chromium.ts';
import { repositoryRoot } from '../../scripts/test-host/paths.ts';
import { webviewFrame } from '../support/vscode/workbench.ts';

/** What a person meets who runs `npm start` in a fresh clone and opens the address that it prints. */
describe('npm start', () => {
  let start: ChildProcess;
  let output = '';
  let browser: Browser;

  before(async () => {
    start = spawnChild(process.execPath, ['scripts/run.mjs', 'start', '--port', `${await freePort()}`], {
      cwd: repositoryRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ANTHROPIC_API_KEY: '' },
    });
    const collect = (data: Buffer): void => {
      output += data.toString();
    };
    start.stdout?.on('data', collect);
    start.stderr?.on('data', collect);
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    await endChild(start);
  });

  it('prints an address, where the curation editor is open on a copy of the samples and a rewrite can be had', async () => {
    const address = await printed(/http:\/\/localhost:\d+\/\?tkn=\w+/);
    const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
    page.setDefaultTimeout(60_000);
    await page.goto(address);
    const frame = await webviewFrame(page, 'rationale.rationale', 'main');
    await frame.getByText('recorded answers (demo)').first().waitFor();
    const rewrite = frame.getByRole('region', { name: 'Rewrite' });
    await rewrite.getByRole('button', { name: 'Rewrite', exact: true }).click();
    await rewrite.getByRole('button', { name: 'Accept', exact: true }).click();
    const folder = await printed(/a copy in (\S+),/, 1);
    await frame.getByText('1 decided').first().waitFor();
    await page.screenshot({ path: path.join(repositoryRoot, 'out/screenshots/start.png') });
    const log = await readFile(path.join(folder, 'difficult-advice.curation.jsonl'), 'utf8');
    assert.equal(log.trim().split('\n').length, 1);
    assert.equal(JSON.parse(log).type, 'accept');
    assert.deepEqual(
      (await readdir(path.join(repositoryRoot, 'samples'))).filter((name) => name.includes('curation')),
      [],
      'the samples of the clone were touched',
    );
  });

  it('takes its servers and its copy of the samples with it when it is interrupted', async () => {
    const folder = await printed(/a copy in (\S+),/, 1);
    const address = await printed(/http:\/\/localhost:\d+/);
    const gone = once(start, 'exit');
    start.kill('SIGINT');
    await gone;
    assert.equal(existsSync(folder), false);
    await assert.rejects(fetch(address));
  });

  /** Waits until the command has printed this, and returns the whole match or one group of it. */
  async function printed(pattern: RegExp, group = 0): Promise<string> {
    for (;;) {
      const found = pattern.exec(output)?.[group];
      if (found !== undefined) return found;
      assert.ok(start.stdout && start.exitCode === null, `npm start ended:\n${output}`);
      await Promise.race([once(start.stdout, 'data'), once(start, 'exit')]);
    }
  }
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
