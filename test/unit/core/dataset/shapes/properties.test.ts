import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { locateString, originSpan } from '../../../../../src/core/dataset/locate.ts';
import { readRecord } from '../../../../../src/core/dataset/read.ts';
import { SHAPES } from '../../../../../src/core/dataset/shapes/table.ts';
import { applyEdits, spliceText } from '../../../../../src/core/dataset/splice.ts';
import type { JsonPath } from '../../../../../src/core/dataset/transcript.ts';
import { originsOf } from '../support/origins.ts';
import { EXAMPLES } from './examples.ts';
import { ANSWERS } from './variantsAnswers.ts';
import { CHATS } from './variantsChats.ts';
import { CORPORA } from './variantsCorpora.ts';
import { MORE } from './variantsMore.ts';
import { RUNS } from './variantsRuns.ts';
import { TOOLS } from './variantsTools.ts';

const all: readonly { readonly shape: string; readonly record: unknown }[] = [
  ...Object.entries(EXAMPLES).flatMap(([shape, records]) => records.map((record) => ({ shape, record }))),
  ...CHATS,
  ...ANSWERS,
  ...TOOLS,
  ...MORE,
  ...RUNS,
  ...CORPORA,
];

/** Texts that are hard to write: quotes, escapes, control characters, separators, astral characters, lone surrogates. */
const HARD = [
  '',
  '"',
  '\\"\\u0041',
  '\b\f\n\r\t\u0000\u001f\u007f',
  '\u2028\u2029\ufeff',
  '🙂 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 é ß',
  '\ud800',
  'a\udc00b\ud83d',
  '</script><think>a</think>\n\nHuman: b',
];

/** The forms in which one value is written: compact, indented, all of ASCII, with slashes escaped. */
function linesOf(record: unknown): string[] {
  const compact = JSON.stringify(record);
  const ascii = compact.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [compact, JSON.stringify(record, null, 2), ascii, compact.replaceAll('/', '\\/')];
}

/** Texts that carry markup of some shape, or are hard to write. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    '<think>a</think>b',
    '<think>',
    'a</think>\n',
    '\n\nHuman: a\n\nAssistant: b',
    '"\\\u2028\ud800',
  ),
);

/** One of the examples with some of its texts replaced. */
const anyRecord = fc
  .tuple(fc.constantFrom(...all), fc.array(anyText, { minLength: 1, maxLength: 6 }), fc.nat(6))
  .map(([{ shape, record }, texts, step]) => {
    let count = 0;
    const fresh = (value: unknown, key: string): unknown => {
      if (typeof value === 'string') {
        count += 1;
        const isContent = ['content', 'text', 'value', 'chosen', 'rejected', 'prompt', 'output'].includes(
          key,
        );
        return isContent && (count + step) % 3 !== 0 ? texts[count % texts.length] : value;
      }
      if (Array.isArray(value)) {
        return value.map((item) => fresh(item, key));
      }
      return typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fresh(item, name)]))
        : value;
    };
    return { shape, record: fresh(record, '') };
  });

function decodedAt(line: string, path: JsonPath): string {
  const span = locateString(line, path);
  assert.ok(span !== null, `nothing at ${path.join('.')}`);
  return JSON.parse(`"${line.slice(span.start, span.end)}"`);
}

describe('every shape', () => {
  it('has examples, and reads and is recognised in each of them', () => {
    for (const shape of SHAPES) {
      assert.ok((EXAMPLES[shape.name] ?? []).length > 0, `no example of ${shape.name}`);
    }
    for (const { shape, record } of all) {
      const reading = readRecord(JSON.stringify(record));
      assert.equal(
        reading.kind === 'transcript' ? reading.transcript.shape : reading.kind,
        shape,
        JSON.stringify(record),
      );
    }
  });

  it('remembers exactly where each text came from', () => {
    fc.assert(
      fc.property(anyRecord, fc.constantFrom(0, 1), ({ shape, record }, indent) => {
        const line = JSON.stringify(record, null, indent);
        const reading = readRecord(line, { shape });
        if (reading.kind === 'transcript') {
          for (const { text, origin } of originsOf(reading.transcript)) {
            assert.equal(decodedAt(line, origin.path).slice(origin.start, origin.end), text);
            assert.ok(originSpan(line, origin) !== null);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('lets any of its texts be replaced by any other, with every other byte the same', () => {
    fc.assert(
      fc.property(anyRecord, anyText, fc.nat(), ({ record }, fresh, pick) => {
        const line = JSON.stringify(record);
        const reading = readRecord(line);
        const texts = reading.kind === 'transcript' ? originsOf(reading.transcript) : [];
        const target = texts[pick % Math.max(1, texts.length)];
        if (target === undefined) {
          return;
        }
        const edit = spliceText(line, { origin: target.origin, original: target.text }, fresh);
        assert.ok(edit !== null);
        const after = applyEdits(line, [edit]);
        const { path, start, end } = target.origin;
        const old = decodedAt(line, path);
        assert.equal(decodedAt(after, path), old.slice(0, start) + fresh + old.slice(end));
        assert.equal(after.slice(0, edit.start), line.slice(0, edit.start));
        assert.equal(after.slice(edit.start + edit.text.length), line.slice(edit.end));
      }),
      { numRuns: 400 },
    );
  });

  it('lets every text of every example be replaced by each hard one, whatever the form of the line', function () {
    this.timeout(20_000);
    let count = 0;
    for (const { record } of all) {
      for (const line of linesOf(record)) {
        const reading = readRecord(line);
        assert.ok(reading.kind === 'transcript', line);
        for (const { origin, text } of originsOf(reading.transcript)) {
          for (const fresh of HARD) {
            const edit = spliceText(line, { origin, original: text }, fresh);
            assert.ok(edit !== null, line);
            const after = applyEdits(line, [edit]);
            const old = decodedAt(line, origin.path);
            const whole = old.slice(0, origin.start) + fresh + old.slice(origin.end);
            assert.equal(decodedAt(after, origin.path), whole);
            assert.equal(after.slice(0, edit.start), line.slice(0, edit.start));
            assert.equal(after.slice(edit.start + edit.text.length), line.slice(edit.end));
            // What is written can be encoded, and read again to the same bytes.
            const bytes = Buffer.from(after);
            assert.equal(bytes.toString(), after);
            count += 1;
          }
        }
      }
    }
    assert.ok(count > 10_000, `only ${count} replacements`);
  });

  it('never throws, whatever becomes of its bytes or values', function () {
    this.timeout(20_000);
    const odd = fc.constantFrom<unknown>(
      null,
      0,
      '',
      [],
      {},
      true,
      [null],
      [[]],
      { role: 'user' },
      'x',
      -1e300,
    );
    fc.assert(
      fc.property(anyRecord, odd, fc.nat(), fc.nat(), ({ record }, value, at, cut) => {
        const line = JSON.stringify(record);
        readRecord(line.slice(0, cut % line.length) + line.slice(at % line.length));
        let count = 0;
        const size = line.split(/[,:]/).length;
        const mutated = JSON.stringify(record, (_key, inner) => {
          count += 1;
          return count % size === at % size ? value : inner;
        });
        readRecord(mutated ?? 'null');
        for (const shape of SHAPES) {
          shape.recognise(JSON.parse(mutated ?? 'null'));
          shape.read(JSON.parse(mutated ?? 'null'));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
