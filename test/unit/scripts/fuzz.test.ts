import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkBytes } from '../../../scripts/fuzz/check.ts';
import { anyBytes, SEEDS } from '../../../scripts/fuzz/inputs.ts';
import { Random } from '../../../scripts/fuzz/random.ts';
import { readRecord } from '../../../src/core/dataset/read.ts';
import { SHAPES } from '../../../src/core/dataset/shapes/table.ts';

describe('fuzzing', () => {
  it('finds nothing wrong in the first inputs of a fixed seed', function () {
    this.timeout(60_000);
    for (let seed = 1; seed <= 400; seed += 1) {
      const bytes = anyBytes(new Random(seed));
      assert.doesNotThrow(() => checkBytes(bytes), `seed ${seed}`);
    }
  });

  it('gives the same bytes for the same seed, and others for others', () => {
    assert.deepEqual(anyBytes(new Random(7)), anyBytes(new Random(7)));
    const inputs = Array.from({ length: 50 }, (_, seed) =>
      Buffer.from(anyBytes(new Random(seed))).toString('hex'),
    );
    assert.ok(new Set(inputs).size > 40);
  });

  it('starts from an example of every shape', () => {
    const read = new Set<string>();
    for (const seed of SEEDS) {
      const reading = readRecord(seed);
      assert.ok(reading.kind === 'transcript', seed);
      read.add(reading.transcript.shape);
      checkBytes(Buffer.from(seed));
    }
    assert.deepEqual(
      SHAPES.map(({ name }) => name).filter((name) => !read.has(name)),
      [],
    );
  });
});
