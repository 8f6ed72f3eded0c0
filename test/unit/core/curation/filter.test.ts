import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Filter, parseFilter, printFilter } from '../../../../src/core/curation/filter.ts';
import { compileFilter } from '../../../../src/core/curation/filterMatch.ts';
import { safePattern } from '../../../../src/core/curation/filterPattern.ts';
import { factsOf, type RecordFacts } from '../../../../src/core/curation/recordFacts.ts';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import { UserError } from '../../../../src/core/errors.ts';

const FACTS: RecordFacts = {
  status: 'undecided',
  flagged: true,
  ready: false,
  noted: false,
  exemplar: false,
  disagreement: false,
  assigned: [],
  codes: ['unreasoned-refusal'],
  stakes: 'some',
  holder: 'user',
  reasoning: 'thin',
  shape: 'openai-chat',
  tools: false,
  passages: () => ['honesty-1a2b'],
  prompt: () => 'May I read the letter\nof my sister?',
  response: () => 'No. Ask (first).',
};

const holds = (text: string, facts: Partial<RecordFacts> = {}) =>
  compileFilter(parseFilter(text))({ ...FACTS, ...facts });

/** Filters that hold for the facts above, and such that do not. */
const CASES: readonly (readonly [string, boolean])[] = [
  ['', true],
  ['flagged undecided', true],
  ['flagged accepted', false],
  ['flagged -accepted', true],
  ['accepted or flagged', true],
  ['accepted | rejected', false],
  ['-(accepted or flagged)', false],
  ['accepted rejected or flagged', true],
  ['(accepted or flagged) rejected', false],
  ['code:unreasoned-refusal', true],
  ['code:one-sided', false],
  ['stakes:some holder:user', true],
  ['stakes:none', false],
  ['reasoning:<=thin', true],
  ['reasoning:<thin', false],
  ['reasoning:>=thin', true],
  ['reasoning:>absent', true],
  ['reasoning:thin', true],
  ['reasoning:n/a', false],
  ['shape:OpenAI-chat', true],
  ['length:>15', true],
  ['length:16', true],
  ['length:<16', false],
  ['tools', false],
  ['passage:honesty', true],
  ['passage:honesty-1a2b', true],
  ['passage:honest', false],
  ['assigned:ada', false],
  ['"LETTER"', true],
  ['response:"letter"', false],
  ['prompt:"letter"', true],
  ['"(first)"', true],
  ['/^no\\./i', true],
  ['/^no\\./', false],
  ['prompt:/letter.of/', false],
  ['prompt:/letter.of/s', true],
  ['response:/[(/]first/', true],
  ['-"say \\"no\\""', true],
  ['noted', false],
  ['exemplar or disagreement or ready or skipped', false],
];

/** What is wrong, and where it is said to be. */
const FAULTS: readonly (readonly [string, RegExp])[] = [
  ['flaged', /at “flaged” \(position 1\): expected one of undecided, flagged/],
  ['flagged code:onesided', /position 14.*one-sided/],
  ['code:', /at its end \(position 6\).*unreasoned-refusal/],
  ['(flagged', /at its end \(position 9\): expected “\)”/],
  ['flagged)', /position 8\): expected a “\(”/],
  ['flagged or', /at its end \(position 11\): expected a condition/],
  ['"open', /at its end.*closing quote/],
  ['""', /between the quotes/],
  ['/open', /ends with “\/”/],
  ['/a/gi', /flags/],
  ['/(a+)+$/', /another repetition/],
  ['/(a|aa)+$/', /choice/],
  ['/((a|b))*$/', /choice/],
  ['/(a?b*c)*/', /another repetition/],
  ['/(x)\\1/', /References back/],
  ['/(?=x)/', /Looking ahead/],
  ['/(?<!x)y/', /Looking ahead/],
  ['/a*b*c*d*/', /At most 3/],
  ['/a{2000}/', /1000/],
  ['/(/', /never closed/],
  ['/)/', /closes no group/],
  ['/\\p{Foo}/', /no regular expression/],
  ['length:>many', /position 9.*whole number/],
  ['reasoning:<=n/a', /absent, thin, adequate or admirable/],
  ['colour:red', /one of code:/],
  ['prompt:word', /position 8.*quotes/],
  ['-', /at its end/],
];

describe('filters', () => {
  for (const [text, expected] of CASES) {
    it(`${text || '(empty)'} is ${expected}`, () => assert.equal(holds(text), expected));
  }

  for (const [text, message] of FAULTS) {
    it(`${text} says what is wrong`, () => {
      assert.throws(
        () => parseFilter(text),
        (error) => error instanceof UserError && message.test(error.message),
      );
    });
  }

  it('never holds for a level of reasoning where there is no verdict', () => {
    assert.equal(holds('reasoning:<=admirable', { reasoning: null }), false);
    assert.equal(holds('reasoning:<=admirable', { reasoning: 'n/a' }), false);
    assert.equal(holds('reasoning:n/a', { reasoning: 'n/a' }), true);
  });

  it('are printed as they were read', () => {
    for (const [text] of CASES) {
      const filter = parseFilter(text);
      assert.deepEqual(parseFilter(printFilter(filter)), filter, text);
    }
  });

  const leaf = fc.oneof(
    fc.constantFrom<Filter>(
      { kind: 'state', state: 'flagged' },
      { kind: 'code', code: 'one-sided' },
      { kind: 'reasoning', compare: '<=', level: 'thin' },
      { kind: 'length', compare: '>', characters: 7 },
      { kind: 'pattern', where: 'prompt', source: '[/)]a\\/', flags: 'i' },
    ),
    fc.string({ minLength: 1 }).map((text): Filter => ({ kind: 'text', where: 'any', text })),
  );
  const { tree } = fc.letrec<{ tree: Filter }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      tie('tree').map((part): Filter => ({ kind: 'not', part })),
      fc
        .tuple(
          fc.constantFrom('all' as const, 'any' as const),
          fc.array(tie('tree'), { minLength: 2, maxLength: 4 }),
        )
        .map(
          ([kind, parts]): Filter => ({
            kind,
            parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])),
          }),
        ),
    ),
  }));

  it('are the same after printing, whatever they are', () => {
    fc.assert(fc.property(tree, (filter) => assert.deepEqual(parseFilter(printFilter(filter)), filter)));
  });

  it('are read or refused with a UserError, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'()|-":/\\[]{}*+?,<= flagedcor1\n') }), (text) => {
        try {
          parseFilter(text);
        } catch (error) {
          assert.ok(error instanceof UserError);
        }
      }),
    );
  });

  it('give every repetition an end', () => {
    assert.equal(safePattern('a+.*b{2,}c{3}\\+[+*]d?', '').source, 'a{1,34}.{0,34}b{2,34}c{3,3}\\+[+*]d?');
    assert.equal(safePattern('a*', 'i').test('aaa'), true);
  });
});

describe('facts of a response', () => {
  it('come from its texts, tools and what is known of it', () => {
    const reading = readRecord(
      JSON.stringify({
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'May I?' },
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: 'c', type: 'function', function: { name: 'look', arguments: '{}' } }],
          },
          { role: 'tool', tool_call_id: 'c', content: 'found' },
          { role: 'assistant', content: 'Yes.' },
        ],
      }),
    );
    assert.ok(reading.kind === 'transcript');
    const [response] = reading.transcript.responses;
    assert.ok(response !== undefined);
    const facts = factsOf(reading.transcript, response, { assessment: null, curation: null });
    assert.equal(facts.tools, true);
    assert.match(facts.prompt(), /Be brief\.[\s\S]*May I\?[\s\S]*found/);
    assert.equal(facts.response(), 'Yes.');
    assert.deepEqual([facts.status, facts.flagged, facts.stakes], ['undecided', false, null]);
  });
});
