import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { decodeLine } from '../../../../src/core/dataset/decode.ts';
import { LineIndex } from '../../../../src/core/dataset/lineIndex.ts';
import { locateString, spanInLiteral } from '../../../../src/core/dataset/locate.ts';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import { originsOf } from './support/origins.ts';

const folder = new URL('../../../../../shared/data/chat/', import.meta.url);

/** Which shape the records of each file are of, by what its name contains. */
const EXPECTED: readonly [part: string, shape: string][] = [
  ['aisi-', 'openai-chat'],
  ['arena-hard', 'openai-chat'],
  ['coconot', 'preference'],
  ['hh-rlhf', 'hh-rlhf'],
];

describe('real datasets', () => {
  it('are read whole, with the origin of every text', function () {
    this.timeout(60_000);
    if (!existsSync(folder)) {
      console.log('      skipped: ../shared/data/chat is absent');
      this.skip();
    }
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.jsonl'))) {
      const shape = EXPECTED.find(([part]) => name.includes(part))?.[1];
      const bytes = readFileSync(new URL(name, folder));
      const index = new LineIndex();
      index.add(bytes);
      index.finish();
      for (let i = 0; i < index.count; i += 1) {
        const line = decodeLine(bytes.subarray(index.start(i), index.end(i)));
        const reading = readRecord(line.text);
        assert.ok(line.valid && reading.kind === 'transcript', `${name}:${i + 1}`);
        assert.equal(reading.transcript.shape, shape, `${name}:${i + 1}`);
        assert.ok(reading.transcript.responses.length > 0, `${name}:${i + 1}`);
        for (const { text, origin } of originsOf(reading.transcript)) {
          const literal = locateString(line.text, origin.path);
          const span = literal && spanInLiteral(line.text, literal, origin.start, origin.end);
          assert.ok(span !== null, `${name}:${i + 1}`);
          assert.equal(JSON.parse(`"${line.text.slice(span.start, span.end)}"`), text, `${name}:${i + 1}`);
        }
      }
    }
  });
});
