import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { decodeLine } from '../../../../src/core/dataset/decode.ts';
import { FormatTally } from '../../../../src/core/dataset/formats.ts';
import { readJsonFile } from '../../../../src/core/dataset/jsonFile.ts';
import { LineIndex } from '../../../../src/core/dataset/lineIndex.ts';
import { originSpan } from '../../../../src/core/dataset/locate.ts';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import type { Transcript } from '../../../../src/core/dataset/transcript.ts';
import { originsOf } from './support/origins.ts';

const folder = new URL('../../../../../shared/data/chat/', import.meta.url);
const formats = new URL('../../../../../shared/data/formats/', import.meta.url);

/** Which shape the records of each file are of, by what its name contains. */
const EXPECTED: readonly [part: string, shape: string][] = [
  ['aisi-', 'openai-chat'],
  ['arena-hard', 'openai-chat'],
  ['coconot', 'preference'],
  ['hh-rlhf', 'hh-rlhf'],
];

/** The same for one file of each format; null for what is not chat. */
const FORMATS: readonly [part: string, shape: string | null][] = [
  ['security-guide.json', 'inspect-sample'],
  ['security_guide.json', 'inspect-sample'],
  ['security_guide.jsonl', 'inspect-sample'],
  ['log_formats.json', 'inspect-sample'],
  ['missingturns.json', 'sharegpt'],
  ['claude-code', 'agent-session'],
  ['dummy_conversation', 'sharegpt'],
  ['mt_bench.question', 'mt-bench'],
  ['alpaca', 'alpaca'],
  ['c4_demo', null],
  ['dataset_info', null],
  ['dpo_en_demo', 'sharegpt'],
  ['glaive_toolcall', 'sharegpt'],
  ['kto_en_demo', 'kto'],
  ['reason_tool_use', 'openai-chat'],
  ['v1_dpo_demo', 'preference-messages'],
  ['v1_multimodal', 'openai-chat'],
  ['weather_chat', 'openai-chat'],
  ['swe-agent', 'swe-agent'],
];

/** The texts of a file's records, as the extension would take them apart. */
function recordsOf(name: string, text: string): string[] {
  if (name.endsWith('.jsonl')) {
    return text.split('\n');
  }
  const file = readJsonFile(text);
  return file !== null && 'records' in file
    ? file.records.map(({ start, end }) => text.slice(start, end))
    : [text];
}

function assertOrigins(line: string, transcript: Transcript, where: string): void {
  for (const { text, origin } of originsOf(transcript)) {
    const span = originSpan(line, origin);
    assert.ok(span !== null, where);
    assert.equal(JSON.parse(`"${line.slice(span.start, span.end)}"`), text, where);
  }
}

describe('real files of many formats', () => {
  it('are each recognised for what they are', function () {
    if (!existsSync(formats)) {
      console.log('      skipped: ../shared/data/formats is absent');
      this.skip();
    }
    const names = readdirSync(formats).filter((name) => /\.(jsonl?|traj)$/.test(name));
    assert.ok(names.length >= FORMATS.length);
    for (const name of names) {
      const expected = FORMATS.find(([part]) => name.includes(part));
      assert.ok(expected !== undefined, `${name} is expected to be nothing`);
      const tally = new FormatTally();
      for (const record of recordsOf(name, readFileSync(new URL(name, formats), 'utf8'))) {
        const reading = readRecord(record);
        tally.add(reading);
        if (reading.kind === 'transcript') {
          assertOrigins(record, reading.transcript, name);
        }
      }
      const format = tally.result();
      assert.equal(format.shape, expected[1], `${name}: ${format.summary}`);
      assert.equal(format.shape === null || format.confidence > 0.7, true, name);
    }
  });
});

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
        assertOrigins(line.text, reading.transcript, `${name}:${i + 1}`);
      }
    }
  });
});
