import assert from 'node:assert/strict';
import type { DiffPartView } from '../../../../src/protocol/proposals.ts';
import { isReplaced } from '../../../../webview/text/replaced.ts';

const part = (kind: DiffPartView['kind'], length: number): DiffPartView => ({
  kind,
  text: 'x'.repeat(length),
});

describe('whether a rewrite replaces most of a text', () => {
  for (const [kept, removed, added, replaced] of [
    [34, 66, 10, true],
    [35, 65, 10, false],
    [10, 0, 900, false],
    [0, 10, 10, true],
    [0, 0, 10, false],
    [0, 0, 0, false],
  ] as const) {
    it(`${kept} kept, ${removed} removed, ${added} added: ${replaced}`, () => {
      assert.equal(
        isReplaced([part('same', kept), part('removed', removed), part('added', added)]),
        replaced,
      );
    });
  }
});
