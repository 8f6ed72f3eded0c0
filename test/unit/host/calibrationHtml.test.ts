import assert from 'node:assert/strict';
import type { Assessment } from '../../../src/core/assess/assessment.ts';
import { agreement } from '../../../src/core/calibration/agreement.ts';
import { raterAgreement } from '../../../src/core/calibration/raters.ts';
import type { LabelEntry } from '../../../src/core/curation/decision.ts';
import type { CalibrationResult, Compared } from '../../../src/host/calibration.ts';
import { calibrationHtml } from '../../../src/host/calibrationHtml.ts';

const HOSTILE = '"><img src=x onerror=alert(1)>\'`&';

function assessment(flag: boolean): Assessment {
  return {
    response: 'last',
    stakes: 'some',
    holder: 'user',
    reasoning: flag ? 'absent' : 'adequate',
    conduct: 'sound',
    flag,
    findings: [],
    assessor: 'rubric',
  };
}

function compared(line: number, curator: boolean, rubric: boolean, judge: boolean | null = null): Compared {
  return {
    line,
    recordId: HOSTILE,
    response: 'last',
    verdict: {
      hash: 'h',
      flag: curator,
      source: 'label',
      by: HOSTILE,
      at: '2026-11-20T10:00:00.000Z',
      replacedBy: null,
    },
    rubric: assessment(rubric),
    score: null,
    judge: judge === null ? null : assessment(judge),
  };
}

function result(rows: readonly Compared[], lost = 0): CalibrationResult {
  const pairs = (assessor: 'rubric' | 'judge') =>
    rows.flatMap(({ verdict, [assessor]: given }) =>
      given === null ? [] : [{ curator: verdict.flag, assessor: given.flag }],
    );
  return {
    compared: rows,
    lost,
    rubric: agreement(pairs('rubric')),
    judge: agreement(pairs('judge')),
    threshold: null,
    curators: rows.length === 0 ? [] : [HOSTILE],
    readers: raterAgreement([]),
    unsettled: [],
  };
}

const page = (given: CalibrationResult) =>
  calibrationHtml({
    dataset: { uri: `file:///data/${HOSTILE}.jsonl`, name: HOSTILE },
    result: given,
    model: HOSTILE,
    nonce: 'abc',
  });

describe('the calibration page', () => {
  it('shows figures and links each disagreement to its record', () => {
    const html = page(
      result([compared(0, true, true), compared(6, true, false), compared(9, false, false, true)], 2),
    );
    assert.match(html, /<th scope="row">Rubric \(offline\)<\/th><td>2 of 3<\/td>/);
    assert.match(html, /50% \(9%–91%\)/);
    assert.match(html, /2 verdicts are about texts that are no longer in the dataset/);
    assert.match(html, /Disagreements \(2\)/);
    const links = [...html.matchAll(/href="command:rationale\.reviewRecord\?([^"]+)"/g)].map(
      ([, argument]) => JSON.parse(decodeURIComponent((argument ?? '').replaceAll('&#39;', "'")))[0],
    );
    assert.deepEqual(
      links.map(({ line, response }) => [line, response]),
      [
        [6, 'last'],
        [9, 'last'],
      ],
    );
    assert.equal(links[0].uri, `file:///data/${HOSTILE}.jsonl`);
  });

  it('shows names and ids as text, and runs nothing', () => {
    const html = page(result([compared(0, true, false)]));
    assert.ok(!/<img|<script/i.test(html));
    assert.match(html, /default-src 'none'; style-src 'nonce-abc'/);
    assert.ok(!/\son\w+="/.test(html.replace(/&#\d+;/g, '')));
  });

  it('says what to do while there are no verdicts', () => {
    assert.match(page(result([], 1)), /no verdicts to measure by yet.*1 verdict is about/s);
  });

  it('tells how far curators agree among one another, and lists what is not settled as text', () => {
    const label = (by: string, flag: boolean): LabelEntry => ({
      v: 1,
      id: by,
      at: '2026-11-20T10:00:00.000Z',
      by,
      record: { key: 'id:r', line: 4 },
      response: { id: 'last', hash: 'h' },
      type: 'label',
      label: { stakes: 'some', holder: 'user', reasoning: 'thin', codes: [], flag },
    });
    const said = (a: string, b: string) =>
      new Map([
        [HOSTILE, a],
        ['Bo', b],
      ]);
    const html = page({
      ...result([compared(0, true, true)]),
      readers: raterAgreement([
        said('flag', 'flag'),
        said('flag', 'keep'),
        said('keep', 'keep'),
        said('keep', 'keep'),
      ]),
      unsettled: [
        { line: 3, recordId: null, response: 'last', labels: [label(HOSTILE, true), label('Bo', false)] },
      ],
    });
    assert.match(html, /<th scope="row">Same verdict<\/th><td>75%<\/td>/);
    assert.match(html, /Cohen.*\(4 texts\)<\/th><td>0\.50<\/td>/);
    assert.match(html, /Krippendorff/);
    assert.match(html, /Not settled \(1\)[\s\S]*Line 4[\s\S]*Bo: not to be flagged/);
    assert.ok(!html.includes('<img'));
    assert.ok(!page(result([compared(0, true, true)])).includes('among one another'));
  });
});
