import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type EvalLog, readEvalLog } from '../../../../src/core/dataset/evalLog.ts';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import { UserError } from '../../../../src/core/errors.ts';
import { outline } from './support/outline.ts';
import { deflated, stored, type ZipFile, zipOf } from './support/zip.ts';

const HEADER = JSON.stringify({
  version: 2,
  status: 'success',
  eval: { task: 'greeting', model: 'some/model' },
});

function sample(id: number | string, more: object = {}): string {
  return JSON.stringify({
    id,
    epoch: 1,
    input: 'Hi',
    target: 'x',
    messages: [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: `Hello ${id}` },
    ],
    scores: {},
    ...more,
  });
}

/** What `zstd -19` makes of a sample, as a file of an archive. */
const ZSTD: ZipFile = {
  name: 'samples/b_epoch_1.json',
  method: 93,
  size: 203,
  packed: Buffer.from(
    'KLUv/STLpQMAUsgXEpDPAVKOHjomOIJcT1krJ5nZQznjHq+LylTfwOSH6A473VrF08DGY6ur9TTIcdko0xucrnrf4+tJelx6vC52al3wDS7fW4vRY9/gjrzH7Z3RvYHo8ZbkXG9w9B5X7jgGAC5rXYBgKXiMwsEivNLBph4RypFm',
    'base64',
  ),
};

function outlines(log: EvalLog): string[][] {
  return Array.from({ length: log.count }, (_, i) => {
    const reading = readRecord(log.record(i));
    assert.ok(reading.kind === 'transcript', JSON.stringify(reading));
    assert.equal(reading.transcript.shape, 'inspect-sample');
    return outline(reading.transcript);
  });
}

async function only(text: string): Promise<string> {
  return (await readEvalLog(zipOf([deflated('samples/1_epoch_1.json', text)]))).record(0);
}

describe('readEvalLog', () => {
  it('reads samples that are stored, deflated or packed with zstd, by epoch and id', async () => {
    const bytes = zipOf([
      deflated('_journal/start.json', '{}'),
      deflated('samples/10_epoch_1.json', sample(10)),
      stored('samples/9_epoch_1.json', sample(9)),
      stored('samples/1_epoch_2.json', sample('late')),
      ZSTD,
      deflated('summaries.json', '[]'),
      deflated('header.json', HEADER),
    ]);
    const log = await readEvalLog(bytes);
    assert.deepEqual([log.task, log.model, log.status], ['greeting', 'some/model', 'success']);
    assert.match(log.readOnlyReason, /Convert it to JSONL/);
    assert.deepEqual(
      outlines(log).map((lines) => lines.at(-1)),
      [
        'last@1: Hello 9',
        'last@1: Hello 10',
        'last@1: Hello, and hello, and hello, and hello a',
        'last@1: Hello late',
      ],
    );
    assert.throws(() => log.record(4), RangeError);
  });

  it('reads samples whose ids hold slashes', async () => {
    const log = await readEvalLog(zipOf([deflated('samples/django/1_epoch_1.json', sample('django/1'))]));
    assert.deepEqual(
      outlines(log).map((lines) => lines.at(-1)),
      ['last@1: Hello django/1'],
    );
  });

  it('reads archives with 64-bit sizes, with a comment, and a view into a larger buffer', async () => {
    const files = [deflated('samples/1_epoch_1.json', sample(1)), deflated('header.json', HEADER)];
    for (const bytes of [
      zipOf(files, { wide: true }),
      zipOf(files, { comment: 'PK\x05\x06 made by hand' }),
    ]) {
      const larger = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('after')]);
      const log = await readEvalLog(larger.subarray(6, 6 + bytes.length));
      assert.equal(outlines(log).length, 1);
      assert.equal(log.task, 'greeting');
    }
  });

  it('reads a log whose run did not end: no header, the later of two files of one name', async () => {
    const log = await readEvalLog(
      zipOf([
        deflated('_journal/start.json', JSON.stringify({ eval: { task: 't', model: 'm' } })),
        deflated('samples/1_epoch_1.json', sample('early')),
        deflated('samples/1_epoch_1.json', sample('late')),
      ]),
    );
    assert.deepEqual([log.task, log.model, log.status, log.count], ['t', 'm', null, 1]);
    assert.equal(outlines(log)[0]?.at(-1), 'last@1: Hello late');
  });

  it('puts attachments where messages refer to them, and leaves every other byte', async () => {
    const id = 'ab'.repeat(16);
    const text = `{"id": 12345678901234567890, "epoch":1,"input": "Hi","target":"attachment://${id}", "messages": [{"role":"user","content":"Hi"},
 {"role":"assistant","content":[{"type":"text","text":"attachment://${id}"}, {"type":"text","text":"see \\"attachment://${id}"}, {"type": "text", "text": "attachment://${'0'.repeat(32)}"}]}],
 "scores":{}, "attachments": {"${id}": "Long \\u00e9 \\"text\\""} , "events": ["attachment://${id}"]}`;
    const [head, tail] = text.split(`"text":"attachment://${id}"`);
    assert.equal(await only(text), `${head}"text":"Long \\u00e9 \\"text\\""${tail}`);
  });

  it('makes the messages of a pool a list again: as the last call saw them, and its answer', async () => {
    const pool = ['Be kind.', 'Hi', 'Hello', 'Bye', 'never sent'].map((content, i) => ({
      role: i === 0 ? 'system' : i % 2 === 1 ? 'user' : 'assistant',
      content,
    }));
    const shared = {
      message_pool: pool,
      output: { choices: [{ message: { role: 'assistant', content: 'Goodbye' } }] },
      events: [
        { event: 'model', input_refs: [[0, 2]] },
        { event: 'model', input_refs: [[0, 2], 2, [3, 4]] },
        { event: 'info', data: {} },
      ],
    };
    const expected = ['system: Be kind.', 'user: Hi', 'assistant: Hello', 'user: Bye', 'assistant: Goodbye'];
    for (const messages of [[], undefined]) {
      const reading = readRecord(await only(sample(1, { ...shared, messages })));
      assert.ok(reading.kind === 'transcript');
      assert.deepEqual(outline(reading.transcript).slice(0, 5), expected);
    }
    const whole = sample(1, shared);
    assert.equal(await only(whole), whole);
  });

  it('refuses to unpack more than the limit, claimed or real', async () => {
    const big = ' '.repeat(3 * 1024 * 1024);
    const limits = { unpacked: 1024 * 1024 };
    const claimed = await readEvalLog(zipOf([deflated('samples/1_epoch_1.json', big)]), limits);
    assert.throws(() => claimed.record(0), /more than 1 MB and was not read/);
    const hidden = await readEvalLog(zipOf([deflated('samples/1_epoch_1.json', big, 100)]), limits);
    assert.throws(() => hidden.record(0), /damaged/);
    const zstd = await readEvalLog(zipOf([{ ...ZSTD, size: 100 }]), limits);
    assert.throws(() => zstd.record(0), /damaged/);
    // A small file whose messages all name one long attachment.
    const content = `attachment://${'1'.repeat(32)}`;
    const bomb = sample(1, {
      messages: Array.from({ length: 5000 }, () => ({ role: 'user', content })),
      attachments: { ['1'.repeat(32)]: 'x'.repeat(10_000) },
    });
    const log = await readEvalLog(zipOf([deflated('samples/1_epoch_1.json', bomb)]), limits);
    assert.ok(log.record(0).length <= limits.unpacked);
  });

  it('says what is wrong with other files, damaged ones, and what is packed or locked in another way', async () => {
    const good = zipOf([deflated('samples/1_epoch_1.json', sample(1))]);
    const cases: [Uint8Array, RegExp][] = [
      [Buffer.from('{"a":1}'), /no zip archive/],
      [new Uint8Array(), /no zip archive/],
      [good.subarray(0, good.length - 30), /damaged/],
      [zipOf([stored('word/document.xml', '<a/>')]), /no header and no samples/],
      [zipOf([{ ...ZSTD, method: 12 }]), /not supported \(method 12\)/],
      [zipOf([{ ...ZSTD, flags: 1 }]), /encrypted/],
    ];
    for (const [bytes, message] of cases) {
      await assert.rejects(
        readEvalLog(bytes),
        (error) => error instanceof UserError && message.test(error.message),
      );
    }
  });

  it('throws nothing but errors for people, whatever becomes of its bytes', async () => {
    const good = zipOf([
      deflated('samples/1_epoch_1.json', sample(1)),
      ZSTD,
      deflated('header.json', HEADER),
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const bytes = cut ? good.slice(0, at) : good.slice();
        bytes[at] = byte;
        try {
          const log = await readEvalLog(bytes);
          for (let i = 0; i < log.count; i += 1) {
            readRecord(log.record(i));
          }
        } catch (error) {
          assert.ok(error instanceof UserError, String(error));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads a real log whose messages are kept once', async function () {
    const file = new URL(
      '../../../../../shared/data/formats/log_message_deduplication.eval',
      import.meta.url,
    );
    if (!existsSync(file)) {
      console.log('      skipped: ../shared/data/formats is absent');
      this.skip();
    }
    const log = await readEvalLog(readFileSync(file));
    assert.equal(log.count, 1);
    assert.equal(log.status, 'success');
    const lines = outlines(log)[0] ?? [];
    assert.ok(
      lines.some((line) => line.startsWith('assistant')) && lines.some((line) => line.startsWith('tool')),
    );
    assert.doesNotMatch(lines.join('\n'), /attachment:\/\//);
  });
});
