import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  inverseEdits,
  revertChanges,
  spliceChanges,
  withChanges,
} from '../../../../src/core/dataset/changes.ts';
import { applyEdits } from '../../../../src/core/dataset/splice.ts';

const THOUGHT = 'She asked me "twice".';
const SAID = 'No.\nSorry.';
const CONTENT = `<think>${THOUGHT}</think>\n${SAID}`;
const LINE = `{"n": 12345678901234567890, "messages":[{"role":"assistant","content":${JSON.stringify(CONTENT)}}]}`;
const PATH = ['messages', 0, 'content'];

const at = (text: string, after: string) => ({
  origin: { path: PATH, start: CONTENT.indexOf(text), end: CONTENT.indexOf(text) + text.length },
  before: text,
  after,
});

describe('changes of a record that are made together', () => {
  it('in one string leave everything else as it was, and are taken back as a whole', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.boolean(), (thought, said, swap) => {
        const changes = [at(THOUGHT, thought), at(SAID, said)];
        const ordered = swap ? changes.toReversed() : changes;
        const line = withChanges(LINE, ordered);
        assert.ok(line !== null);
        assert.equal(JSON.parse(line).messages[0].content, `<think>${thought}</think>\n${said}`);
        assert.ok(line.startsWith('{"n": 12345678901234567890, "messages":[{"role"'));
        const back = revertChanges(line, ordered);
        assert.ok(back !== null);
        assert.equal(JSON.parse(applyEdits(line, back)).messages[0].content, CONTENT);
        const edits = spliceChanges(LINE, ordered);
        assert.ok(edits !== null);
        assert.equal(applyEdits(line, inverseEdits(LINE, edits)), LINE);
      }),
    );
  });

  it('are none where one of the texts is another by now', () => {
    const stale = { ...at(SAID, 'x'), before: 'Yes.\nSorry.' };
    assert.equal(spliceChanges(LINE, [at(THOUGHT, 'y'), stale]), null);
    assert.equal(revertChanges(LINE, [at(THOUGHT, 'y')]), null);
  });
});
