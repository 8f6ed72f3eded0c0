import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RewriteStream, readRewrite } from '../../../../src/core/rewrite/answer.ts';

const textOf = (answer: string, original = 'x') => {
  const reading = readRewrite(answer, original);
  return reading.ok ? reading.text : reading.reason;
};

/** Cuts a text into pieces at arbitrary places. */
const pieces = (text: string) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: Math.max(1, text.length - 1) }), { maxLength: 30 })
    .map((cuts) => [0, ...cuts.sort((a, b) => a - b), text.length])
    .map((ends) => ends.slice(1).map((end, index) => text.slice(ends[index], end)));

const body = fc
  .array(fc.oneof(fc.string(), fc.constantFrom('</rewrite', '<', '</', '<rewrite>', ' ', '\n', '</rewrite>')))
  .map((parts) => parts.join('').trim())
  .filter((text) => text !== '');

describe('answer of a rewrite', function () {
  this.timeout(30_000);

  it('takes the text between the tags', () => {
    assert.equal(textOf('Sure.\n<rewrite>\nYes, because.\n</rewrite>\nDone.'), 'Yes, because.');
    assert.equal(textOf('<rewrite>I wrote </rewrite> as a tag.</rewrite>'), 'I wrote </rewrite> as a tag.');
  });

  it('says why there is none', () => {
    assert.equal(textOf('I would rather not.'), 'absent');
    assert.equal(textOf(''), 'absent');
    assert.equal(textOf('<rewrite> \n </rewrite>'), 'empty');
    assert.equal(textOf('<rewrite>Yes, beca'), 'unclosed');
    assert.equal(textOf('</rewrite> <rewrite>Yes'), 'unclosed');
    const reading = readRewrite('<rewrite>Yes', 'x');
    assert.match(reading.ok ? '' : reading.problem, /no end.*Try again/);
  });

  it('keeps the original’s white space around the text and its line ends', () => {
    assert.equal(textOf('<rewrite>\nA\nB\n</rewrite>', ' Old.\n\n'), ' A\nB\n\n');
    assert.equal(textOf('<rewrite>A\nB\r\nC</rewrite>', 'x\r\ny'), 'A\r\nB\r\nC');
    assert.equal(textOf('<rewrite>A\nB</rewrite>', 'x\r\ny\nz'), 'A\nB');
    assert.equal(textOf('<rewrite>A</rewrite>', '  '), '  A');
    assert.equal(textOf('<rewrite>A</rewrite>', ''), 'A');
  });

  it('shows a growing text, whole at the end, wherever the pieces are cut', () => {
    const answer = body.chain((text) =>
      fc
        .tuple(
          fc.constantFrom('', 'Here it is: ', '<rewri <'),
          fc.constantFrom('', '\n', '  '),
          fc.constantFrom('', '\n', ' Done. '),
        )
        .map(([before, space, after]) => ({
          text,
          answer: `${before}<rewrite>${space}${text}${space}</rewrite>${after}`,
        })),
    );
    fc.assert(
      fc.property(
        answer.chain((given) => pieces(given.answer).map((cut) => ({ ...given, cut }))),
        ({ text, answer: whole, cut }) => {
          const stream = new RewriteStream();
          let shown = '';
          for (const piece of cut) {
            shown += stream.push(piece);
            assert.ok(
              text.startsWith(shown),
              `${JSON.stringify(shown)} is no beginning of ${JSON.stringify(text)}`,
            );
          }
          assert.equal(stream.answer, whole);
          assert.equal(shown, text);
          assert.deepEqual(readRewrite(stream.answer, 'x'), { ok: true, text });
        },
      ),
    );
  });

  it('never shows a part of a tag or anything outside the tags', () => {
    const stream = new RewriteStream();
    const shown = [...'Well <rewrite>\nYes.</rewrite> Bye'].map((unit) => stream.push(unit));
    assert.equal(shown.join(''), 'Yes.');
  });

  it('shows text as soon as it is there', () => {
    const stream = new RewriteStream();
    assert.equal(stream.push('<rewrite>Yes, be'), 'Yes, be');
    assert.equal(stream.push('cause '), 'cause');
    assert.equal(stream.push('of < 3 '), ' of < 3');
  });
});
