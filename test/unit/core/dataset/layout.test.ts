import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { FormatTally } from '../../../../src/core/dataset/formats.ts';
import { layoutOf } from '../../../../src/core/dataset/layout.ts';

const CHAT = '{"messages": [{"role": "user", "content": "Hi"}]}';
const PRETTY = JSON.stringify([JSON.parse(CHAT)], null, 2).split('\n');
const SAID = '{"type": "user", "sessionId": "s", "uuid": "u", "message": {"role": "user", "content": "Hi"}}';
const KEPT = '{"type": "file-history-snapshot", "messageId": "m", "snapshot": {}}';

const of = (name: string, lines: readonly string[], isAll = true) => layoutOf({ name, lines, isAll });

describe('layoutOf', () => {
  it('takes lines for records, whatever the name, where each is JSON by itself', () => {
    for (const name of ['a.jsonl', 'a.json', 'a', '-']) {
      assert.equal(of(name, [CHAT, CHAT]), 'lines', name);
    }
    assert.equal(of('a.jsonl', [CHAT]), 'lines');
    assert.equal(of('a.jsonl', ['broken', CHAT, CHAT]), 'lines');
    assert.equal(of('a.jsonl', [`[${CHAT}]`, `[${CHAT}]`]), 'lines');
    assert.equal(of('a.txt', ['Some', 'words.']), 'lines');
    assert.equal(of('a.jsonl', []), 'lines');
  });

  it('takes one value for a whole file: by its name, pretty-printed, or as one line that is no record', () => {
    assert.equal(of('a.json', [CHAT]), 'whole');
    assert.equal(of('a.json', PRETTY), 'whole');
    assert.equal(of('A.TRAJ', ['{', '}']), 'whole');
    assert.equal(of('a.json', [], false), 'whole');
    assert.equal(of('a.jsonl', PRETTY), 'whole');
    assert.equal(of('a.jsonl', ['', `\ufeff  ${PRETTY[0]}`, ...PRETTY.slice(1)]), 'whole');
    assert.equal(of('a.jsonl', [`[${CHAT}]`]), 'whole');
    assert.equal(of('a.jsonl', ['{"data": []}']), 'whole');
  });

  it('takes a session log for one transcript only where somebody speaks in it', () => {
    assert.equal(of('a.jsonl', [KEPT, SAID, 'broken']), 'session');
    assert.equal(of('a.jsonl', [KEPT, KEPT]), 'lines');
    assert.equal(of('a.jsonl', [SAID, CHAT, CHAT]), 'lines');
    assert.equal(
      of('a.jsonl', ['{"role": "user", "content": "Hi"}', '{"role": "assistant", "content": "Ho"}']),
      'session',
    );
  });

  it('knows an archive by its name or its first bytes', () => {
    assert.equal(of('a.eval', ['whatever']), 'archive');
    assert.equal(of('a.jsonl', ['PK\x03\x04\x14']), 'archive');
  });
});

describe('a tally of very many kinds', () => {
  it('keeps no more than a bounded number of them', () => {
    const tally = new FormatTally();
    const reading = { kind: 'unrecognised', problem: { message: '', offset: 0 } } as const;
    for (let i = 0; i < 3000; i += 1) {
      tally.add(reading, { [`id-${i}`]: 1, b: 2 });
      tally.add(reading, { a: 1, b: 2 });
    }
    assert.equal(
      tally.result().summary,
      'This is not chat data: 6,000 records, mostly objects with the keys a, b',
    );
  });
});
