// Takes the pictures of the README in a real VS Code, from the samples with the recorded answers:  npm run screenshots
import { copyFile, cp, mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { openWorkbench, type Workbench } from '../test/support/vscode/workbench.ts';
import { startDemoServer } from './demo-server/server.ts';
import { repositoryRoot } from './test-host/paths.ts';
import { type Theme, temporaryDirectory } from './test-host/profile.ts';

const IMAGES = path.join(repositoryRoot, 'docs/images');
const VIEWPORT = { width: 1400, height: 900 };
const MOST_BYTES = 250_000;
/** A bare refusal, which has a recorded answer that gives its reasons. */
const RECORD = 3;

export async function main(): Promise<void> {
  const demo = await startDemoServer({ chunkDelayMs: 0 });
  try {
    await mkdir(IMAGES, { recursive: true });
    await picture('flagged', 'light', demo.url, async () => {});
    await picture('rewrite', 'dark', demo.url, async (workbench) => {
      const panel = await workbench.frame('main.panes');
      await panel.locator('.transcript-pane').press('r');
      // A rewrite of nearly everything is shown without its changes at first; the picture is about them.
      await panel.getByRole('button', { name: 'Changes', exact: true }).click();
      await panel.locator('.rewrite-pane ins').first().waitFor();
      // Room for the difference, which is what this picture is about.
      const line = panel.getByRole('separator', { name: 'Height of the rewrite' });
      for (let step = 0; step < 5; step++) await line.press('ArrowUp');
      await line.blur();
    });
  } finally {
    await demo.close();
  }
}

/** Opens the sample in a workbench of its own, lets `act` bring it to its state, and writes docs/images/<name>.png. */
async function picture(
  name: string,
  theme: Theme,
  baseUrl: string,
  act: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  const parent = await temporaryDirectory('pictures');
  const folder = path.join(parent, 'samples');
  await cp(path.join(repositoryRoot, 'samples'), folder, { recursive: true });
  const workbench = await openWorkbench({
    folder,
    curate: path.join(folder, 'difficult-advice.jsonl'),
    theme,
    viewport: VIEWPORT,
    settings: {
      'rationale.baseUrl': baseUrl,
      'rationale.model': 'recorded-answers-demo',
      'workbench.reduceMotion': 'on',
    },
  });
  try {
    const panel = await workbench.frame('main.panes');
    await workbench.runCommand('View: Close Primary Side Bar');
    await panel.locator('.transcript-pane').press('g');
    const input = workbench.page.locator('.quick-input-widget:visible input[type="text"]');
    await input.fill(`${RECORD}`);
    await input.press('Enter');
    await panel.locator('.position', { hasText: `${RECORD} of` }).waitFor();
    await panel.locator('.finding').first().waitFor();
    await panel.locator('.scan').waitFor({ state: 'detached' });
    await act(workbench);
    const taken = await workbench.screenshot(`readme-${name}`);
    const { size } = await stat(taken);
    if (size > MOST_BYTES)
      throw new Error(`${taken} has ${size} bytes; at most ${MOST_BYTES} fit the README.`);
    await rm(path.join(IMAGES, `${name}.png`), { force: true });
    await copyFile(taken, path.join(IMAGES, `${name}.png`));
    console.log(`docs/images/${name}.png: ${Math.round(size / 1000)} kB`);
  } finally {
    await workbench.close();
  }
}
