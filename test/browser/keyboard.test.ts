import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { percentile } from '../../scripts/bench/measure.ts';
import { type DemoServer, startDemoServer } from '../../scripts/demo-server/server.ts';
import { temporaryDirectory } from '../../scripts/test-host/profile.ts';
import { type SessionDataset, writeSessionDataset } from '../support/sessionDataset.ts';
import { type Deed, type Review, reviewByKeyboard } from '../support/vscode/keyboardSession.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

const RECORDS = 600;
const DECISIONS = 200;

/** What the log calls each deed that settles a record. */
const ENTRY: Readonly<Partial<Record<Deed, string>>> = {
  accept: 'accept',
  'accept-edited': 'accept-edited',
  'by-hand': 'accept-edited',
  reject: 'reject',
  exemplar: 'exemplar',
  skip: 'skip',
  dismiss: 'dismiss',
};

interface Entry {
  readonly id: string;
  readonly type: string;
  readonly record: { readonly line: number };
}

/** An hour's work in a few minutes: two hundred records, and nothing but keys. */
describe('a review by keyboard only', function () {
  this.timeout(15 * 60_000);
  let demo: DemoServer;
  let workbench: Workbench;
  let dataset: SessionDataset;
  let file: string;
  let original: string;
  let review: Review;
  let clicks: () => Promise<number>;

  before(async () => {
    demo = await startDemoServer({ chunkDelayMs: 0 });
    const folder = await temporaryDirectory('keyboard');
    file = path.join(folder, 'cases.jsonl');
    dataset = await writeSessionDataset(file, RECORDS);
    original = await readFile(file, 'utf8');
    const settings = { 'rationale.baseUrl': demo.url, 'rationale.model': 'recorded-answers-demo' };
    workbench = await openWorkbench({ folder, settings });
    await workbench.page.evaluate(() => {
      const counted = window as Window & { rationaleClicks?: number };
      counted.rationaleClicks = 0;
      window.addEventListener(
        'mousedown',
        () => (counted.rationaleClicks = (counted.rationaleClicks ?? 0) + 1),
        {
          capture: true,
        },
      );
    });
    clicks = () =>
      workbench.page.evaluate(() => (window as Window & { rationaleClicks?: number }).rationaleClicks ?? -1);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('keyboard-failed');
  });

  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('decides about 200 records, and each key brings the next with its passages', async () => {
    review = await reviewByKeyboard(workbench, dataset, DECISIONS);
    const { decisions } = review;
    assert.equal(decisions.length, DECISIONS);
    for (const { deed, record, next } of decisions) {
      assert.ok(next.passages > 0, `record ${next.record} came without passages`);
      // The queue is in the order of lines; only taking back leads back.
      assert.equal(next.record > record, deed !== 'undo', `${deed} led from ${record} to ${next.record}`);
    }
    assert.equal(await clicks(), 0);
    assert.deepEqual(workbench.errors, []);
    const times = decisions.map(({ next }) => next.took);
    console.log(
      `      key to next record: median ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms`,
    );
  });

  it('logs every decision, in its order', async () => {
    const log = (await readFile(file.replace(/\.jsonl$/, '.curation.jsonl'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry);
    const settled = log.filter(({ type }) => Object.values(ENTRY).includes(type));
    assert.deepEqual(
      settled.map(({ type, record }) => [type, record.line]),
      review.decisions.flatMap(({ deed, record }) => (deed === 'undo' ? [] : [[ENTRY[deed], record]])),
    );
    assert.deepEqual(
      log.filter(({ type }) => type === 'note').map(({ record }) => record.line),
      review.noted,
    );
    assert.equal(
      log.filter(({ type }) => type === 'undo').length,
      review.decisions.filter(({ deed }) => deed === 'undo').length,
    );
  });

  it('changes the accepted records in the file, and no byte of the others', async () => {
    await workbench.page.keyboard.press('Control+s');
    await workbench.page.locator('.tab.active:not(.dirty)').waitFor();
    const accepted = new Set<number>();
    for (const [at, { deed, record, next }] of review.decisions.entries()) {
      if (['accept', 'accept-edited', 'by-hand'].includes(deed)) accepted.add(record);
      const before = review.decisions[at - 1];
      if (deed === 'undo' && before?.record === next.record) accepted.delete(next.record);
    }
    const lines = original.split('\n');
    const now = (await readFile(file, 'utf8')).split('\n');
    assert.equal(now.length, lines.length);
    const changed = now.flatMap((line, at) => (line === lines[at] ? [] : [at + 1]));
    assert.deepEqual(
      changed,
      [...accepted].sort((a, b) => a - b),
    );
  });
});
