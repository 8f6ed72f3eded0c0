import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBackup, writeBackup } from '../../../src/host/backupFile.ts';

describe('backup of edits', () => {
  it('is written where no folder is yet, read again, and a damaged one is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backup-'));
    try {
      const file = join(folder, 'not', 'yet', 'there');
      const pending = { edits: [{ line: 3, before: '{"a":"\u2028"}', after: '{"a":"b"}' }] };
      await writeBackup(file, pending);
      assert.deepEqual(await readBackup(file), pending);
      await writeFile(file, '{"edits":[{"li');
      assert.equal(await readBackup(file), null);
      assert.equal(await readBackup(join(folder, 'gone')), null);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
