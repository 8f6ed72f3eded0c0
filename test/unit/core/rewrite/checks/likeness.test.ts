import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  distinct,
  RewriteIndex,
  signatureOf,
  similarity,
} from '../../../../../src/core/rewrite/checks/distinct.ts';
import { noCopying, noTrace } from '../../../../../src/core/rewrite/checks/noCopying.ts';
import { RunIndex } from '../../../../../src/core/rewrite/checks/sharedRun.ts';
import { wordsOf } from '../../../../../src/core/rewrite/checks/words.ts';
import { request, text, turn } from '../requests.ts';

const DOCUMENT =
  'A record is a promise to people who were not in the room when it was written. We keep records true because they cannot ask us what really happened that day.';

const vocabulary = fc.constantFrom(
  'the',
  'tenant',
  'asks',
  'why',
  'a',
  'date',
  'was',
  'moved',
  'and',
  'who',
  'pays',
);
const prose = (min: number, max: number) =>
  fc.array(vocabulary, { minLength: min, maxLength: max }).map((words) => words.join(' '));

describe('shared runs', () => {
  it('are found with their length and place, whatever the case and the marks', () => {
    const index = new RunIndex([DOCUMENT]);
    const asked = 'I think: People who were “not in the room” when it was made matter.';
    const runs = index.runs(asked);
    assert.deepEqual(
      runs.map((run) => [run.length, asked.slice(run.start, run.end)]),
      [[10, 'People who were “not in the room” when it was']],
    );
    assert.deepEqual(index.runs('Nothing of it stands in there at all.'), []);
  });

  it('do not go across two texts', () => {
    assert.deepEqual(
      new RunIndex(['one two three', 'four five six']).runs('one two three four five six'),
      [],
    );
  });

  it('are as long as a plain search finds them', () => {
    fc.assert(
      fc.property(prose(0, 30), prose(0, 30), (document, asked) => {
        const [a, b] = [document, asked].map((of) => wordsOf(of).map((word) => word.text)) as [
          string[],
          string[],
        ];
        let longest = 0;
        for (let i = 0; i < a.length; i++) {
          for (let j = 0; j < b.length; j++) {
            let length = 0;
            while (a[i + length] !== undefined && a[i + length] === b[j + length]) length++;
            longest = Math.max(longest, length);
          }
        }
        const found = new RunIndex([document])
          .runs(asked)
          .reduce((most, run) => Math.max(most, run.length), 0);
        assert.equal(found, longest >= 5 ? longest : 0);
      }),
    );
  });

  const check = noCopying(new RunIndex([DOCUMENT]));
  const input = (words: string, given = request()) => ({
    request: given,
    text: words,
    conclusionMayChange: false,
  });

  it('make a rewrite fail that copies the constitution, and only then', () => {
    assert.equal(check(input('The people in the building rely on the date.'))?.verdict, 'pass');
    assert.equal(check(input('They are people who were not in the room when I wrote.'))?.verdict, 'warn');
    const copied = check(input(`Because ${DOCUMENT.slice(0, 77)}`));
    assert.equal(copied?.verdict, 'fail');
    assert.match(copied?.message ?? '', /^17 words in a row/);
  });

  it('let a rewrite say again what the person said', () => {
    const given = request({ context: [turn('user', text(`Is it true that ${DOCUMENT}`))] });
    assert.equal(check(input(`You ask whether ${DOCUMENT}`, given))?.verdict, 'pass');
  });

  it('tell the trace of an injected prompt', () => {
    const trace = noTrace([
      'Answer as somebody who cares about everyone who is touched by the answer, present or not.',
    ]);
    assert.equal(trace(input('I care about her.'))?.verdict, 'pass');
    const result = trace(input('I am somebody who cares about everyone who is touched by the answer.'));
    assert.equal(result?.name, 'no-trace');
    assert.notEqual(result?.verdict, 'pass');
  });
});

describe('likeness of rewrites', () => {
  it('is estimated near the share of common shingles', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 60, maxLength: 120 }),
        fc.integer({ min: 0, max: 60 }),
        (numbers, cut) => {
          const words = numbers.map((number) => `w${number}`);
          const other = [...words.slice(cut), ...words.slice(0, cut).map((word) => `${word}x`)];
          const shingles = (of: readonly string[]) =>
            new Set(of.slice(2).map((_, index) => of.slice(index, index + 3).join(' ')));
          const [a, b] = [shingles(words), shingles(other)];
          const common = [...a].filter((shingle) => b.has(shingle)).length;
          const [left, right] = [signatureOf(words.join(' ')), signatureOf(other.join(' '))];
          assert.ok(left && right);
          // Five standard deviations of 128 draws.
          assert.ok(Math.abs(similarity(left, right) - common / (a.size + b.size - common)) < 0.23);
        },
      ),
    );
  });

  it('finds the nearest of many, and none where none is near', () => {
    const index = new RewriteIndex();
    const rewrite = (subject: string) =>
      `I would not do that. What tips it for me is ${subject}: they rely on the date, they cannot ask, and they would bear the loss if it turned out to be wrong.`;
    for (let number = 0; number < 500; number++) {
      index.add(
        `r${number}`,
        Array.from({ length: 30 }, (_, word) => `w${(number * 37 + word * word * (number + 3)) % 9973}`).join(
          ' ',
        ),
      );
    }
    assert.equal(index.nearest(rewrite('the tenants')), null);
    index.add('mould', rewrite('the tenants'));
    const nearest = index.nearest(rewrite('the patients'));
    assert.equal(nearest?.id, 'mould');
    assert.ok((nearest?.similarity ?? 0) > 0.6);
    assert.equal(index.nearest(rewrite('the tenants'), 'mould'), null);

    const check = distinct(index, null, (id) => `record ${id}`);
    const given = { request: request(), text: rewrite('the tenants'), conclusionMayChange: false };
    assert.deepEqual(
      [check(given)?.verdict, check(given)?.message],
      ['fail', 'About 100% of its phrases are those of the rewrite of record mould.'],
    );
    assert.equal(distinct(index, 'mould', String)(given)?.verdict, 'pass');
    index.add('mould', 'Another text that has nothing at all in common with what stood here a moment ago.');
    assert.equal(check(given)?.verdict, 'pass');
    index.remove('mould');
    assert.equal(index.size, 500);
  });

  it('does not compare texts too short to differ', () => {
    const index = new RewriteIndex();
    index.add('a', 'No, thank you.');
    assert.equal(index.size, 0);
    assert.equal(index.nearest('No, thank you.'), null);
  });
});
