import assert from 'node:assert/strict';
import { mochaCounts, withSecondRun } from '../../../scripts/test/counts.ts';

describe('mochaCounts', () => {
  it('reads passing, failing and pending', () => {
    const output = '\n  suite\n    ✔ one\n\n\n  12 passing (3s)\n  2 pending\n  1 failing\n\n  1) suite\n';
    assert.deepEqual(mochaCounts(output, 1), { passed: 12, failed: 1, skipped: 2 });
  });

  it('counts a run that broke without a failing test as a failure', () => {
    assert.deepEqual(mochaCounts('  3 passing (10ms)\n', 7), { passed: 3, failed: 1, skipped: 0 });
    assert.deepEqual(mochaCounts('', null), { passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a run without tests as a failure, though it ended well', () => {
    assert.deepEqual(mochaCounts('\n  0 passing (1ms)\n', 0), { passed: 0, failed: 1, skipped: 0 });
    assert.deepEqual(mochaCounts('\n  0 passing (1ms)\n  4 pending\n', 0), {
      passed: 0,
      failed: 1,
      skipped: 4,
    });
  });

  it('is not misled by what a test prints', () => {
    assert.deepEqual(mochaCounts('said: 9 failing\n  5 passing (1s)\n', 0), {
      passed: 5,
      failed: 0,
      skipped: 0,
    });
  });
});

describe('a second run of the files that failed', () => {
  const byFile = {
    'a.test.ts': { passed: 3, failed: 2, skipped: 0 },
    'b.test.ts': { passed: 5, failed: 0, skipped: 1 },
  };
  const first = { passed: 8, failed: 2, skipped: 1 };

  it('decides about their tests, and about no others', () => {
    const second = { passed: 6, failed: 0, skipped: 0 };
    assert.deepEqual(withSecondRun(first, byFile, ['a.test.ts'], second), {
      passed: 11,
      failed: 0,
      skipped: 1,
    });
  });

  it('is a failure where they fail again, or do not run', () => {
    const second = { passed: 4, failed: 1, skipped: 0 };
    assert.equal(withSecondRun(first, byFile, ['a.test.ts'], second).failed, 1);
    assert.equal(withSecondRun(first, byFile, ['a.test.ts'], mochaCounts('', 1)).failed, 1);
  });
});
