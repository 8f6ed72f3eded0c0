import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EditionStore } from '../../../src/host/editionStore.ts';

describe('EditionStore', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'editions-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const texts = async (store: EditionStore) =>
    (await store.all()).map(({ passages }) => passages.map(({ text }) => text).join(' '));

  it('keeps each text once and gives the last used first, also to a later session', async () => {
    const store = new EditionStore(join(folder, 'made'));
    await store.keep('a.md', 'First text of it.');
    await store.keep('a.md', 'Second text of it.');
    await store.keep('a.md', 'First text of it.');
    assert.deepEqual(await texts(store), ['First text of it.', 'Second text of it.']);
    assert.equal((await readdir(join(folder, 'made'))).length, 2);
    const later = await texts(new EditionStore(join(folder, 'made')));
    assert.deepEqual(later.toSorted(), ['First text of it.', 'Second text of it.']);
  });

  it('passes over files that are none of its own or broken', async () => {
    await writeFile(join(folder, '0123456789abcdef.json'), '{"name": "a.md", "te');
    await writeFile(join(folder, 'notes.txt'), 'hello');
    const store = new EditionStore(folder);
    await store.keep('a.md', 'The only text.');
    assert.deepEqual(await texts(store), ['The only text.']);
  });

  it('remembers for the session where it has no folder or cannot write', async () => {
    await writeFile(join(folder, 'file'), '');
    for (const store of [new EditionStore(null), new EditionStore(join(folder, 'file', 'below'))]) {
      await store.keep('a.md', 'Kept in memory.');
      assert.deepEqual(await texts(store), ['Kept in memory.']);
    }
  });
});
