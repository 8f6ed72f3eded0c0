import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CurationEntry } from '../../../../src/core/curation/decision.ts';
import { formatEntry, parseLog } from '../../../../src/core/curation/log.ts';
import { accept, base, dismiss, entriesArbitrary, reject } from './entries.ts';

const kinds = (text: string) => parseLog(text).problems.map((problem) => [problem.line, problem.kind]);

describe('curation log', function () {
  this.timeout(30_000);

  it('reads back what it wrote, one line an entry', () => {
    fc.assert(
      fc.property(entriesArbitrary, (entries) => {
        const lines = entries.map(formatEntry);
        for (const line of lines) {
          assert.match(line, /^[^\n\r\u2028\u2029]+\n$/);
        }
        const log = parseLog(lines.join(''));
        assert.deepEqual(log.entries, entries);
        assert.deepEqual(log.problems, []);
        assert.equal(log.needsNewline, false);
      }),
    );
  });

  it('keeps texts with lone surrogates and line separators', () => {
    const entry: CurationEntry = {
      ...base({ id: 'n' }),
      type: 'note',
      text: 'a\u2028b\ud800c\n"',
      anchor: null,
    };
    assert.deepEqual(parseLog(formatEntry(entry)).entries, [entry]);
  });

  it('is empty for an empty file and needs no line end there', () => {
    assert.deepEqual(parseLog(''), {
      entries: [],
      foreign: [],
      problems: [],
      repairOffset: 0,
      needsNewline: false,
    });
  });

  it('leaves a torn last line out at every byte and says where the whole lines end', () => {
    const whole = formatEntry(reject({ id: 'a' }));
    const torn = formatEntry(accept({ id: 'b' }));
    for (let length = 1; length < torn.length - 1; length++) {
      const log = parseLog(whole + torn.slice(0, length));
      assert.deepEqual(
        log.entries.map((entry) => entry.id),
        ['a'],
      );
      assert.deepEqual(
        log.problems.map((problem) => [problem.line, problem.kind]),
        [[2, 'torn']],
      );
      assert.equal(log.repairOffset, whole.length);
      assert.equal(log.needsNewline, true);
    }
  });

  it('takes a last line that only lacks its line end', () => {
    const text = formatEntry(reject({ id: 'a' })).trimEnd();
    const log = parseLog(text);
    assert.equal(log.entries.length, 1);
    assert.equal(log.repairOffset, text.length);
    assert.equal(log.needsNewline, true);
  });

  it('goes on after a repaired torn line, and reads an entry written behind a torn one', () => {
    const a = formatEntry(reject({ id: 'a' }));
    const b = formatEntry(dismiss({ id: 'b' }));
    assert.deepEqual(
      parseLog(`${a}{"v":1,"at":"20\n${b}`).entries.map((entry) => entry.id),
      ['a', 'b'],
    );
    assert.deepEqual(kinds(`${a}{"v":1,"at":"20\n${b}`), [[2, 'garbage']]);
    assert.deepEqual(
      parseLog(`{"v":1,"at":"20${b}`).entries.map((entry) => entry.id),
      ['b'],
    );
    assert.deepEqual(kinds(`{"v":1,"at":"20${b}`), [[1, 'garbage']]);
  });

  it('reports what is no entry and keeps the rest', () => {
    const good = formatEntry(reject({ id: 'a' }));
    const noHash = JSON.stringify({ ...reject({ id: 'x' }), response: { id: 'last' } });
    const text = ['not json', '[1]', 'null', '"text"', '{"type":"accept"}', noHash, '', '   ', good].join(
      '\n',
    );
    const log = parseLog(text);
    assert.deepEqual(
      log.entries.map((entry) => entry.id),
      ['a'],
    );
    assert.deepEqual(
      log.problems.map((problem) => problem.line),
      [1, 2, 3, 4, 5, 6],
    );
    assert.match(log.problems[5]?.message ?? '', /reject entry.*response\.hash/s);
  });

  it('reads both sides of a merge conflict, with git’s line ends', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => formatEntry(reject({ id })).trimEnd());
    const text = [`\uFEFF${a}`, '<<<<<<< HEAD', b, '||||||| base', '=======', c, '>>>>>>> other', ''].join(
      '\r\n',
    );
    const log = parseLog(text);
    assert.deepEqual(
      log.entries.map((entry) => entry.id),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(
      log.problems.map((problem) => problem.kind),
      Array(4).fill('conflict-marker'),
    );
  });

  it('keeps entries of later versions, types and fields', () => {
    const later = { ...reject({ id: 'a' }), v: 2, extra: { deep: [1] } };
    const otherType = { ...base({ id: 'b' }), type: 'batch-sent', requests: 1000 };
    const moreFields = {
      ...reject({ id: 'c' }),
      mood: 'fine',
      proposal: { ...reject({ id: 'c' }).proposal, seed: 7 },
    };
    const log = parseLog(
      [later, otherType, otherType, moreFields].map((value) => `${JSON.stringify(value)}\n`).join(''),
    );
    assert.deepEqual(log.foreign, [
      { type: 'reject', value: later },
      { type: 'batch-sent', value: otherType },
    ]);
    assert.deepEqual(JSON.parse(formatEntry(log.entries[0] as CurationEntry)), moreFields);
    assert.deepEqual(log.problems, []);
  });

  it('does not take a type from the prototype of objects', () => {
    const log = parseLog(
      `${JSON.stringify({ ...base({ id: 'a' }), type: 'constructor' })}\n{"v":1,"type":"__proto__"}\n`,
    );
    assert.equal(log.foreign.length, 2);
    assert.deepEqual(log.entries, []);
  });

  it('drops duplicates and tells contradicting ones, whichever came first', () => {
    const one = formatEntry(reject({ id: 'a', by: 'Ada' }));
    const other = formatEntry(reject({ id: 'a', by: 'Bo' }));
    const reordered = `${JSON.stringify(Object.fromEntries(Object.entries(reject({ id: 'a', by: 'Ada' })).reverse()))}\n`;
    assert.deepEqual(kinds(one + one + reordered), []);
    assert.equal(parseLog(one + reordered).entries.length, 1);
    assert.deepEqual(kinds(one + other), [[2, 'contradicting-duplicate']]);
    assert.deepEqual(parseLog(one + other).entries, parseLog(other + one).entries);
  });

  it('survives any text', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('{"v":1', '\n', '{"v":1,"type":"accept"}', '<<<<<<< ', '\r\n', '{}'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const log = parseLog(text);
        assert.ok(log.repairOffset <= text.length);
        assert.equal(log.needsNewline, text.length > 0 && !text.endsWith('\n'));
      }),
    );
  });
});
