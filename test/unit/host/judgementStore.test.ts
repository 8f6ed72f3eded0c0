import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JudgementStore, type StoredJudgement } from '../../../src/host/judgementStore.ts';
import { answer } from '../core/judge/samples.ts';

const stored = (key: string): StoredJudgement => ({
  key,
  at: '2026-11-20T10:00:00.000Z',
  model: 'm',
  answer: answer(),
  costUsd: null,
});

describe('the store of judgements', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'judgements-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  async function reopened(folder: string): Promise<JudgementStore> {
    const store = new JudgementStore(folder);
    await store.ready;
    return store;
  }

  it('has again what was put, in a folder made when it is needed', async () => {
    const folder = join(root, 'new', 'folder');
    const first = await reopened(folder);
    assert.equal(first.get('a'), null);
    await Promise.all([first.put(stored('a')), first.put(stored('b'))]);
    const second = await reopened(folder);
    assert.deepEqual([second.get('a'), second.get('b')], [stored('a'), stored('b')]);
    assert.equal((await stat(join(folder, 'judgements.jsonl'))).mode & 0o077, 0);
  });

  it('reads past lines that are torn or none of ours, and appends after them', async () => {
    const file = join(root, 'judgements.jsonl');
    await (await reopened(root)).put(stored('a'));
    await appendFile(file, `{"key":"x"}\nnull\n${JSON.stringify(stored('b')).slice(0, 40)}`);
    const store = await reopened(root);
    assert.deepEqual([store.get('a')?.key, store.get('x'), store.get('b')], ['a', null, null]);
    await store.put(stored('c'));
    assert.equal((await reopened(root)).get('c')?.key, 'c');
    assert.ok((await readFile(file, 'utf8')).endsWith('}\n'));
  });

  it('keeps what it cannot write until the window closes', async () => {
    await appendFile(join(root, 'file'), '');
    const store = await reopened(join(root, 'file'));
    await store.put(stored('a'));
    assert.equal(store.get('a')?.key, 'a');
    const memory = new JudgementStore(null);
    await memory.put(stored('a'));
    assert.equal(memory.get('a')?.key, 'a');
  });
});
