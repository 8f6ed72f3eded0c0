import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import { eachLine, firstLines } from '../../../scripts/bench/file.ts';
import { longRecord, writeDataset } from '../../../scripts/bench/generate.ts';
import { bestOf, megabytes, ms, percentile } from '../../../scripts/bench/measure.ts';
import { Random } from '../../../scripts/bench/random.ts';
import { formatTable, verdict } from '../../../scripts/bench/table.ts';
import { readRecord } from '../../../src/core/dataset/read.ts';

function withDataset(bytes: number, use: (file: string, records: number) => void, seed?: number): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'rationale-bench-'));
  try {
    const file = path.join(folder, 'data.jsonl');
    use(file, writeDataset(file, bytes, seed));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the data of the bench', () => {
  it('is of the size asked for, and all of it reads as chats and pairs', () => {
    withDataset(1_000_000, (file, records) => {
      const { length } = readFileSync(file);
      assert.ok(length >= 1_000_000 && length < 1_100_000, String(length));
      const shapes = new Map<string, number>();
      for (const line of eachLine(file)) {
        const reading = readRecord(line);
        assert.equal(reading.kind, 'transcript', line.slice(0, 200));
        const { transcript } = reading as Extract<typeof reading, { kind: 'transcript' }>;
        assert.ok(transcript.responses.length > 0);
        shapes.set(transcript.shape, (shapes.get(transcript.shape) ?? 0) + 1);
      }
      const chats = shapes.get('openai-chat') ?? 0;
      const pairs = shapes.get('hh-rlhf') ?? 0;
      assert.equal(chats + pairs, records);
      assert.ok(pairs > records / 5 && chats > records / 2, `${chats} chats, ${pairs} pairs`);
    });
  });

  it('has lines as long as they are asked for, of one turn that reads as any other', () => {
    const line = JSON.stringify(longRecord(new Random(1), 300_000));
    assert.ok(line.length > 300_000 && line.length < 310_000, String(line.length));
    const reading = readRecord(line);
    assert.equal(reading.kind, 'transcript');
    if (reading.kind === 'transcript') assert.equal(reading.transcript.responses.length, 1);
  });

  it('is the same for the same seed, and another for another', () => {
    const texts = [1, 1, 2].map((seed) => {
      let text = '';
      withDataset(50_000, (file) => (text = readFileSync(file, 'utf8')), seed);
      return text;
    });
    assert.equal(texts[0], texts[1]);
    assert.notEqual(texts[0], texts[2]);
  });

  it('is read line by line across blocks, with characters that a block cuts in two', () => {
    withDataset(5_000_000, (file) => {
      const expected = readFileSync(file, 'utf8').trimEnd().split('\n');
      assert.deepEqual([...eachLine(file)], expected);
      assert.deepEqual(firstLines(file, 3), expected.slice(0, 3));
    });
  });
});

describe('the table of the bench', () => {
  const peer = { name: 'raw', value: 2 };

  it('holds a figure, or its ratio to the peer, against the budget', () => {
    const row = { work: 'w', measured: ms(3), peer };
    assert.equal(verdict(row), null);
    assert.equal(verdict({ ...row, budget: { most: 3, of: 'measured' } }), 'within');
    assert.equal(verdict({ ...row, budget: { most: 2.9, of: 'measured' } }), 'over');
    assert.equal(verdict({ ...row, budget: { most: 1.5, of: 'ratio' } }), 'within');
    assert.equal(verdict({ ...row, budget: { most: 1.4, of: 'ratio' } }), 'over');
  });

  it('shows work, figure, peer, ratio, budget and verdict', () => {
    const table = formatTable([
      { work: 'index', measured: ms(3), peer, budget: { most: 2, of: 'ratio' } },
      { work: 'size', measured: megabytes(1_600_000), budget: { most: 1.5, of: 'measured' } },
    ]);
    const [, , index = '', size = ''] = table.split('\n');
    assert.match(index, /^index +3 ms +2 ms raw +1\.50× +≤ 2× +within$/);
    assert.match(size, /^size +1\.60 MB +– +– +≤ 1\.50 MB +over$/);
  });

  it('leaves the first round out of the best, and finds percentiles', async () => {
    const times = [1, 9, 5, 7];
    let round = 0;
    assert.deepEqual(await bestOf(3, [() => times[round++] ?? 0]), [5]);
    assert.equal(percentile([4, 1, 3, 2], 0.5), 3);
    assert.equal(percentile([4, 1, 3, 2], 0.95), 4);
  });
});
