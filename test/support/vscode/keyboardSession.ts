import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { SessionDataset } from '../sessionDataset.ts';
import { expectRecord, recordOnShow, type Shown, shown } from './keyToRecord.ts';
import type { Workbench } from './workbench.ts';

/** What a curator does about a record before the next one comes. */
export type Deed =
  | 'accept'
  | 'accept-edited'
  | 'by-hand'
  | 'reject'
  | 'exemplar'
  | 'skip'
  | 'dismiss'
  | 'undo';

/** Deeds about records that the demo server rewrites, in turn, and about the others. */
const WITH_REWRITE: readonly Deed[] = [
  'accept',
  'accept',
  'accept-edited',
  'reject',
  'accept',
  'exemplar',
  'skip',
];
const WITHOUT: readonly Deed[] = ['skip', 'exemplar', 'skip', 'by-hand', 'skip', 'dismiss', 'skip', 'undo'];
/** One decision in so many has a note before it. */
const NOTE_EVERY = 10;
/** After so many decisions it is measured how long a mere step takes. */
const STEP_EVERY = 4;
const NOTE = 'To be talked about.';

/** A decision, and the record that came after it. */
export interface Reviewed {
  readonly deed: Deed;
  /** The record's number, from 1. */
  readonly record: number;
  readonly next: Shown;
}

export interface Review {
  readonly decisions: readonly Reviewed[];
  /** Records that got a note. */
  readonly noted: readonly number[];
  /** Milliseconds from the key to the record, where nothing was decided on the way: what the decisions are to be held against. */
  readonly steps: readonly number[];
}

/**
 * Reviews records as a curator does who has put the mouse away: narrows the queue to what is flagged and undecided, then
 * rewrites, accepts, edits, rejects, marks, skips, dismisses, notes and takes back, by nothing but keys.
 * The dataset is the only one of the workbench's folder, and the workbench's settings lead to the demo server.
 */
export async function reviewByKeyboard(
  workbench: Workbench,
  { hasAnswer }: SessionDataset,
  count: number,
): Promise<Review> {
  const { keyboard } = workbench.page;
  const panel = await openDataset(workbench);
  await openQueue(workbench, 'flagged undecided');
  // Until the editor has the keyboard, a letter is for the list that opened it.
  await panel.waitForFunction(() => document.hasFocus());
  const decisions: Reviewed[] = [];
  const noted: number[] = [];
  const turns = { with: 0, without: 0 };
  /** Presses the key that ends with a record, this one's or the next. */
  const move = async (key: string): Promise<Shown> => {
    await expectRecord(panel);
    await keyboard.press(key);
    return shown(panel);
  };
  const steps: number[] = [];
  while (decisions.length < count) {
    const record = await recordOnShow(panel);
    const deed = hasAnswer(record)
      ? WITH_REWRITE[turns.with++ % WITH_REWRITE.length]
      : WITHOUT[turns.without++ % WITHOUT.length];
    assert.ok(deed);
    // What is taken back is a decision about the record before, not a note on this one.
    if (decisions.length % NOTE_EVERY === NOTE_EVERY - 1 && deed !== 'undo') {
      await keyboard.press('n');
      await answer(workbench, NOTE);
      await panel.locator('.decisions li', { hasText: NOTE }).waitFor();
      noted.push(record);
    }
    const next = await act(workbench, panel, deed, move);
    assert.notEqual(next.record, record);
    decisions.push({ deed, record, next });
    if (decisions.length % STEP_EVERY === 0) {
      steps.push((await move('j')).took);
      assert.equal((await move('k')).record, next.record);
    }
  }
  return { decisions, noted, steps };
}

async function act(
  workbench: Workbench,
  panel: Frame,
  deed: Deed,
  move: (key: string) => Promise<Shown>,
): Promise<Shown> {
  const { keyboard } = workbench.page;
  const rewrite = panel.locator('.rewrite-pane');
  const accept = rewrite.getByRole('button', { name: 'Accept', exact: true });
  switch (deed) {
    case 'accept':
    case 'accept-edited':
    case 'reject':
      // A decision that was taken back has brought its rewrite back.
      if (!(await accept.isVisible())) await keyboard.press('r');
      await accept.waitFor();
      if (deed === 'accept') return move('a');
      if (deed === 'reject') return move('x');
      await keyboard.press('e');
      await rewrite.locator('textarea:focus').waitFor();
      await keyboard.press('Control+End');
      await keyboard.type(' Tell me what you decide.');
      return move('Control+Enter');
    case 'by-hand':
      await keyboard.press('h');
      await rewrite.locator('textarea:focus').waitFor();
      await keyboard.press('Control+a');
      await keyboard.type('No: somebody who has no say in it would bear the cost.');
      return move('Control+Enter');
    case 'exemplar':
      return move('m');
    case 'skip':
      return move('s');
    case 'dismiss': {
      const several = (await panel.locator('.finding:not(.dismissed)').count()) > 1;
      await keyboard.press('d');
      if (several) {
        await workbench.page.locator('.quick-input-title', { hasText: 'Which Finding' }).waitFor();
        await keyboard.press('Enter');
      }
      await workbench.page.locator('.quick-input-title', { hasText: 'why?' }).waitFor();
      await answer(workbench, 'There is nothing to it here.');
      await panel.locator('.finding.dismissed').first().waitFor();
      return move('q');
    }
    case 'undo':
      return move('u');
  }
}

/** Types into the box that asks for a text. */
async function answer({ page }: Workbench, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible input[type="text"]');
  await input.and(page.locator(':focus')).waitFor();
  await page.keyboard.type(text);
  // An editor that has just been opened takes the keyboard late, from the box that has come meanwhile, too.
  if ((await input.inputValue()) !== text) await input.fill(text);
  await input.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Runs a command through the palette. */
async function run({ page }: Workbench, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget:visible input[type="text"]:focus').waitFor();
  await page.keyboard.type(title);
  const rows = page.locator('.quick-input-widget:visible .monaco-list-row');
  const wanted = rows.filter({ has: page.getByText(title, { exact: true }) });
  await wanted.waitFor();
  // Titles that hold the same words can come before.
  while ((await wanted.and(page.locator('.focused')).count()) === 0) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Opens the folder's dataset from the list of datasets. */
async function openDataset(workbench: Workbench): Promise<Frame> {
  const { page } = workbench;
  // The palette knows the views that it can go to once their container is there.
  await page.locator('.activitybar').getByRole('tab', { name: 'Rationale' }).waitFor();
  await run(workbench, 'View: Show Rationale');
  const rows = page
    .locator('.pane', { has: page.getByLabel('Datasets Section') })
    .locator('.monaco-list-row');
  await rows.first().waitFor();
  // An empty list gives the keyboard to its welcome, so the list is gone to when it is filled.
  await run(workbench, 'Rationale: Focus on Datasets View');
  await page.locator('.pane .monaco-list:focus').waitFor();
  await page.keyboard.press('Home');
  await rows.and(page.locator('.focused')).waitFor();
  await page.keyboard.press('Enter');
  const panel = await workbench.frame('main.panes');
  // The filter asks for flags, and so for every record's assessment.
  await panel.locator('.bar-counts', { hasText: /\d flagged(?! so far)/ }).waitFor({ timeout: 400_000 });
  return panel;
}

/** Narrows the queue through the palette, goes to it, and opens its first record. */
async function openQueue(workbench: Workbench, filter: string): Promise<void> {
  const { page } = workbench;
  await run(workbench, 'Rationale: Filter Queue…');
  await page.locator('.quick-input-title', { hasText: 'Filter the Queue' }).waitFor();
  await answer(workbench, filter);
  await run(workbench, 'Rationale: Focus Queue');
  const queue = await workbench.frame('#list');
  await queue.locator('#list:focus').waitFor();
  await queue.getByRole('status').getByText(' of ').waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
}
