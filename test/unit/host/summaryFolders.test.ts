import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetOtherSummaries } from '../../../src/host/summaryFolders.ts';

describe('summaries of other builds', () => {
  it('are removed, this build’s are kept, and a folder that is not there is no matter', async () => {
    const root = await mkdtemp(join(tmpdir(), 'summaries-'));
    try {
      await forgetOtherSummaries(join(root, 'none', '1'));
      for (const name of ['0', '1', '2']) await mkdir(join(root, name, 'deep'), { recursive: true });
      await forgetOtherSummaries(join(root, '1'));
      assert.deepEqual(await readdir(root), ['1']);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
