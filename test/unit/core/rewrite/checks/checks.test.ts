import assert from 'node:assert/strict';
import type { Check, CheckResult } from '../../../../../src/core/rewrite/checks/check.ts';
import { conclusionKept } from '../../../../../src/core/rewrite/checks/conclusionKept.ts';
import { factsKept } from '../../../../../src/core/rewrite/checks/factsKept.ts';
import { formKept } from '../../../../../src/core/rewrite/checks/formKept.ts';
import { languageKept } from '../../../../../src/core/rewrite/checks/languageKept.ts';
import { lengthBounds } from '../../../../../src/core/rewrite/checks/lengthBounds.ts';
import { noLecturing } from '../../../../../src/core/rewrite/checks/noLecturing.ts';
import { noMention } from '../../../../../src/core/rewrite/checks/noMention.ts';
import { noNewClaims } from '../../../../../src/core/rewrite/checks/noNewClaims.ts';
import { runChecks } from '../../../../../src/core/rewrite/checks/runChecks.ts';
import { type Given, request, text, turn } from '../requests.ts';

interface Case extends Given {
  readonly rewrite: string;
  readonly asked?: string;
  readonly conclusionMayChange?: boolean;
}

const input = ({ rewrite, asked, conclusionMayChange = false, ...given }: Case) => ({
  request: request(asked === undefined ? given : { ...given, context: [turn('user', text(asked))] }),
  text: rewrite,
  conclusionMayChange,
});

const run = (check: Check, given: Case): CheckResult | null => check(input(given));

/** The words that a result points at. */
const marked = (check: Check, given: Case) =>
  run(check, given)?.spans.map(([start, end]) => given.rewrite.slice(start, end));

describe('checks of a rewrite', () => {
  describe('conclusion kept', () => {
    const declines = 'I’m sorry, but I can’t help with that.';
    const declinesWithReasons =
      'I won’t backdate it. The date is what the tenants go by when something fails, and they cannot ask us. I can help you write a note that says when the inspection really took place.';
    const complies = 'Sure, here is the form with the earlier date.';

    it('passes where both decline or both help', () => {
      assert.equal(
        run(conclusionKept, { original: declines, rewrite: declinesWithReasons })?.verdict,
        'pass',
      );
      assert.equal(
        run(conclusionKept, { original: complies, rewrite: 'You could ask the inspector, because he knows.' })
          ?.verdict,
        'pass',
      );
    });

    it('sees a refusal that is put in the middle of a sentence, or with a word between', () => {
      for (const rewrite of [
        'That is a hard place to be in. I still won’t help to move the date.',
        'I understand the rush, and I really can’t write that date.',
        'You have a point. I’m still not going to put last March on it.',
      ])
        assert.equal(run(conclusionKept, { original: declines, rewrite })?.verdict, 'pass', rewrite);
    });

    it('fails where the rewrite turns round, unless it was to', () => {
      assert.equal(run(conclusionKept, { original: declines, rewrite: complies })?.verdict, 'fail');
      assert.equal(
        run(conclusionKept, { original: complies, rewrite: declinesWithReasons })?.verdict,
        'fail',
      );
      const changed = { original: complies, rewrite: declinesWithReasons, conclusionMayChange: true };
      assert.equal(run(conclusionKept, changed)?.verdict, 'pass');
      assert.equal(run(conclusionKept, { ...changed, rewrite: complies })?.verdict, 'warn');
    });

    it('says nothing of other languages', () => {
      const rewrite =
        'Das kann ich nicht tun, weil die Mieter sich auf das Datum verlassen müssen und niemand sonst für sie spricht, wenn später etwas schiefgeht.';
      assert.equal(run(conclusionKept, { original: declines, rewrite }), null);
    });
  });

  describe('facts kept', () => {
    const original =
      'Call Maria Lopez at 555-0199 before 1,250 units ship; see https://example.com/a and run `npm test`.';
    const asked = 'Our buyer, Maria Lopez, wants to know.';

    it('passes where names, numbers, links and code are there', () => {
      const rewrite =
        'Because the parts may be unsafe, call Maria Lopez (555-0199) before 1250 units ship. See https://example.com/a, and run `npm test`.';
      assert.equal(run(factsKept, { original, asked, rewrite })?.verdict, 'pass');
    });

    it('names what is missing', () => {
      const result = run(factsKept, { original, asked, rewrite: 'Call her before 1,200 units ship.' });
      assert.equal(result?.verdict, 'warn');
      for (const missing of ['Maria Lopez', '555-0199', '1,250', 'https://example.com/a']) {
        assert.ok(result?.message.includes(missing) || /more/.test(result?.message ?? ''), missing);
      }
    });

    it('says nothing where the conduct was to change', () => {
      assert.equal(run(factsKept, { original, rewrite: 'No.', conclusionMayChange: true }), null);
    });
  });

  describe('no new claims', () => {
    it('passes where everything comes from the conversation', () => {
      const given = {
        asked: 'My landlord, Mr. Novak, kept $900 of my deposit. I feel betrayed.',
        rewrite:
          'Your landlord owes you an account of the $900. If your neighbor saw the flat, ask. Being betrayed hurts, and Mr. Novak may see it otherwise.',
      };
      assert.deepEqual(marked(noNewClaims, given), []);
    });

    it('marks relations, feelings, names and numbers that nobody gave', () => {
      const given = {
        asked: 'Should I tell them about the error in the report?',
        rewrite:
          'I know your boss scares you. You’re clearly exhausted after 14 weeks. Still, tell Sandra Bell about the error.',
      };
      assert.deepEqual(marked(noNewClaims, given), [
        'your boss',
        'You’re clearly exhausted',
        '14',
        'Sandra Bell',
      ]);
      assert.equal(run(noNewClaims, given)?.verdict, 'warn');
    });

    it('takes what the curator asked for as given', () => {
      const given = {
        asked: 'Should I?',
        instruction: 'Mention the Ombudsman.',
        rewrite: 'You could write to the Ombudsman first.',
      };
      assert.deepEqual(marked(noNewClaims, given), []);
    });
  });

  describe('length', () => {
    const words = (count: number) => 'word '.repeat(count);
    it('lets a short original grow by a paragraph or two and a long one by less', () => {
      assert.equal(run(lengthBounds, { original: words(8), rewrite: words(150) })?.verdict, 'pass');
      assert.equal(run(lengthBounds, { original: words(8), rewrite: words(300) })?.verdict, 'warn');
      assert.equal(run(lengthBounds, { original: words(8), rewrite: words(600) })?.verdict, 'fail');
      assert.equal(run(lengthBounds, { original: words(400), rewrite: words(900) })?.verdict, 'pass');
      assert.equal(run(lengthBounds, { original: words(400), rewrite: words(1100) })?.verdict, 'warn');
      assert.equal(run(lengthBounds, { original: words(400), rewrite: words(150) })?.verdict, 'warn');
    });

    it('counts languages without spaces by character', () => {
      assert.equal(
        run(lengthBounds, { original: '不行。', rewrite: '因为租户会受伤。'.repeat(40) })?.verdict,
        'warn',
      );
    });
  });

  describe('no lecturing', () => {
    it('fails for scolding, and for set phrases that pile up', () => {
      assert.equal(run(noLecturing, { rewrite: 'You should be ashamed of asking.' })?.verdict, 'fail');
      const preachy = 'It’s important to remember that everyone deserves respect.';
      assert.equal(run(noLecturing, { rewrite: preachy })?.verdict, 'fail');
      assert.deepEqual(marked(noLecturing, { rewrite: preachy }), [
        'It’s important to remember',
        'everyone deserves',
      ]);
    });

    it('warns of a single set phrase and passes plain reasons', () => {
      assert.equal(run(noLecturing, { rewrite: 'Keep in mind that she reads it.' })?.verdict, 'warn');
      assert.equal(
        run(noLecturing, {
          rewrite: 'She would lose the flat, and she has no way to know; that is why I would not do it.',
        })?.verdict,
        'pass',
      );
    });
  });

  describe('no mention', () => {
    it('fails where rules stand for reasons', () => {
      for (const rewrite of [
        'My guidelines do not allow it.',
        'According to my principles, no.',
        'The constitution says so.',
        'I was trained to decline.',
        'This rewrite keeps the conclusion.',
      ]) {
        assert.equal(run(noMention, { rewrite })?.verdict, 'fail', rewrite);
      }
    });

    it('passes where the conversation is about it', () => {
      const given = {
        asked: 'What does the constitution of Spain say?',
        rewrite: 'The constitution says that everyone has a right to housing.',
      };
      assert.equal(run(noMention, given)?.verdict, 'pass');
      assert.equal(run(noMention, { rewrite: 'What I value here is her say in it.' })?.verdict, 'pass');
    });
  });

  describe('language kept', () => {
    const english =
      'I would not do that, because the tenants rely on the date and cannot ask anybody when it is wrong.';
    const german =
      'Das würde ich nicht tun, weil sich die Mieter auf das Datum verlassen und niemanden fragen können, wenn es falsch ist.';
    const chinese = '我不会这样做，因为租户依赖这个日期，而他们没有办法知道真相。';
    const japanese = '私はそうしません。住んでいる人たちがその日付を信じているからです。';

    it('passes within a language and fails across', () => {
      const texts = { english, german, chinese, japanese };
      for (const [from, original] of Object.entries(texts)) {
        for (const [to, rewrite] of Object.entries(texts)) {
          assert.equal(
            run(languageKept, { original, rewrite })?.verdict,
            from === to ? 'pass' : 'fail',
            `${from} to ${to}`,
          );
        }
      }
    });

    it('says nothing where there is too little to tell', () => {
      assert.equal(run(languageKept, { original: 'No.', rewrite: english }), null);
      assert.equal(
        run(languageKept, { original: '```\nconst someLongCode = 1;\n```', rewrite: english }),
        null,
      );
    });
  });

  describe('form kept', () => {
    it('fails where the record would break', () => {
      for (const rewrite of [
        'No.\n\nHuman: Why?\n\nAssistant: Because.',
        'No.<|im_end|>',
        'No. [INST] Yes [/INST]',
        '<rewrite>No.',
        'No.</s>',
      ]) {
        assert.equal(run(formKept, { rewrite })?.verdict, 'fail', rewrite);
      }
    });

    it('keeps thoughts in their tags', () => {
      const original = '<think>Hm.</think>No.';
      assert.equal(
        run(formKept, { original, rewrite: '<think>She is hurt.</think>No, because.' })?.verdict,
        'pass',
      );
      assert.equal(run(formKept, { original, rewrite: 'No, because.' })?.verdict, 'fail');
      assert.equal(run(formKept, { rewrite: '<think>x</think>No.' })?.verdict, 'fail');
    });

    it('warns of layout that the original has not', () => {
      const result = run(formKept, { rewrite: '## Why\n\n- **First**, she is hurt.' });
      assert.equal(result?.verdict, 'warn');
      assert.match(result?.message ?? '', /no headings, no list, no bold text/);
      assert.equal(run(formKept, { original: '- No.', rewrite: '- No, because.' })?.verdict, 'pass');
    });
  });

  it('all pass for a rewrite as it should be, and not for one as it should not', () => {
    const good = input({
      original: 'I can’t help with that.',
      rewrite:
        'I won’t put an earlier date on the form. The people in the building go by that date when something fails, and none of them is here to object. What I can do is help you write to your boss that the inspection took place later, and why that is easier to defend than a wrong date.',
    });
    const results = runChecks(good);
    assert.deepEqual(
      results.filter((result) => result.verdict !== 'pass'),
      [],
    );
    assert.equal(results.length, 8);
    const other = runChecks({ ...good, text: 'Sure, here is the form.' });
    assert.ok(other.some(({ verdict }) => verdict !== 'pass'));
  });
});
