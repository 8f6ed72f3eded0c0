import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Assessment, FindingCode, Reasoning } from '../../../../src/core/assess/assessment.ts';
import type { CurationEntry } from '../../../../src/core/curation/decision.ts';
import { CurationState } from '../../../../src/core/curation/state.ts';
import { reportHtml } from '../../../../src/core/report/html.ts';
import { reportMarkdown } from '../../../../src/core/report/markdown.ts';
import { peopleOf } from '../../../../src/core/report/people.ts';
import type { Report } from '../../../../src/core/report/report.ts';
import { ReportTally } from '../../../../src/core/report/tally.ts';

const NO_COST = { usd: 0, answers: 0, unpriced: 0, inputTokens: 0, outputTokens: 0 };

function assessed(reasoning: Reasoning, codes: readonly FindingCode[] = []): Assessment {
  return {
    response: 'last',
    stakes: reasoning === 'n/a' ? 'none' : 'some',
    holder: reasoning === 'n/a' ? 'nobody' : 'user',
    reasoning,
    conduct: 'sound',
    flag: codes.some((code) => code !== 'admirable-reasoning'),
    findings: codes.map((code) => ({
      code,
      severity: 'warning',
      message: 'm',
      span: [0, 1],
      passages: [],
      assessor: 'rubric',
    })),
    assessor: 'rubric',
  };
}

let serial = 0;
function base(
  key: string,
  hash: string,
  by = 'ann',
  at = `2026-01-01T00:00:${String(serial % 60).padStart(2, '0')}Z`,
) {
  serial++;
  return {
    v: 1 as const,
    id: `e${serial}`,
    at,
    by,
    record: { key, line: 1 },
    response: { id: 'last' as const, hash },
  };
}

function label(key: string, hash: string, by: string, flag: boolean): CurationEntry {
  return {
    ...base(key, hash, by),
    type: 'label',
    label: { stakes: 'some', holder: 'user', reasoning: flag ? 'thin' : 'adequate', codes: [], flag },
  };
}

function finished(
  tally: ReportTally,
  entries: readonly CurationEntry[] = [],
  since: string | null = null,
): Report {
  return tally.finish({
    dataset: 'set.jsonl',
    at: '2026-02-01T10:00:00.000Z',
    since,
    entries,
    cost: NO_COST,
  });
}

function reported(key: string, present: Assessment, state: CurationState, hash = 'h') {
  return { present, original: null, curation: state.of(key, 'last'), hash };
}

describe('report', () => {
  it('counts records, flags that wait, levels and codes', () => {
    const dismissal: CurationEntry = {
      ...base('b', 'h'),
      type: 'dismiss',
      finding: { code: 'one-sided', assessor: 'rubric' },
      reason: 'fine',
    };
    const skip: CurationEntry = { ...base('c', 'h'), type: 'skip', reason: null };
    const state = new CurationState([dismissal, skip]);
    const tally = new ReportTally();
    tally.addRecord([reported('a', assessed('thin', ['verdict-without-why']), state)]);
    tally.addRecord([reported('b', assessed('adequate', ['one-sided']), state)]);
    tally.addRecord([reported('c', assessed('absent', ['unreasoned-refusal']), state)]);
    tally.addRecord([reported('d', assessed('n/a'), state)]);
    tally.addProblem('malformed');
    const report = finished(tally, [dismissal, skip]);
    assert.deepEqual(report.records, { transcripts: 4, malformed: 1, unrecognised: 0, decided: 1 });
    assert.deepEqual(report.responses, { total: 4, notAssessed: 0, flagged: 2, waiting: 1 });
    assert.equal(report.states.skipped, 1);
    assert.deepEqual(
      report.codes.filter(({ open, dismissed }) => open + dismissed > 0),
      [
        { code: 'unreasoned-refusal', open: 1, dismissed: 0 },
        { code: 'verdict-without-why', open: 1, dismissed: 0 },
        { code: 'one-sided', open: 0, dismissed: 1 },
      ],
    );
    assert.equal(report.rubric.count, 1, 'the dismissal of all faults is a verdict');
    assert.equal(report.rubric.assessorOnly, 1);
  });

  it('tells the reasoning of rewritten responses before and after', () => {
    const tally = new ReportTally();
    const state = new CurationState();
    tally.addRecord([
      {
        ...reported('a', assessed('adequate'), state),
        original: { assessment: assessed('absent', ['unreasoned-refusal']), hash: 'old' },
      },
    ]);
    tally.addRecord([reported('b', assessed('thin', ['verdict-without-why']), state)]);
    const { before, after, rewritten } = finished(tally).reasoning;
    assert.deepEqual([before.absent, before.thin, before.adequate], [1, 1, 0]);
    assert.deepEqual([after.absent, after.thin, after.adequate], [0, 1, 1]);
    assert.deepEqual([rewritten.before.absent, rewritten.after.adequate, rewritten.after.thin], [1, 1, 0]);
  });

  it('compares curators only on labels of the same text', () => {
    const entries = [
      label('a', 'h', 'ann', true),
      label('a', 'h', 'bo', true),
      label('b', 'h', 'ann', true),
      label('b', 'other', 'bo', false),
    ];
    const state = new CurationState(entries);
    const tally = new ReportTally();
    tally.addRecord([reported('a', assessed('thin', ['verdict-without-why']), state)]);
    tally.addRecord([reported('b', assessed('thin', ['verdict-without-why']), state)]);
    const report = finished(tally, entries);
    assert.equal(report.curators.items, 1);
    assert.equal(report.curators.raw, 1);
  });

  it('leaves pauses out of a curator’s time and counts what came since a date', () => {
    const at = (time: string, by: string): CurationEntry => ({
      ...base('a', 'h', by, `2026-01-02T${time}.000Z`),
      type: 'skip',
      reason: null,
    });
    const entries = [at('08:00:00', 'bo'), at('08:00:10', 'bo'), at('08:00:30', 'bo'), at('12:00:00', 'bo')];
    const [bo] = peopleOf(entries);
    assert.deepEqual([bo?.activeMinutes, bo?.medianSeconds, bo?.entries], [0.5, 20, 4]);
    const report = finished(new ReportTally(), entries, '2026-01-02T09:00:00.000Z');
    assert.deepEqual(report.changes, { entries: 1, byType: { skip: 1 } });
  });

  it('takes nothing that a bulk run wrote for the work of whoever started it', () => {
    const run: CurationEntry = {
      ...base('run:r', '', 'bo', '2026-01-02T08:00:00.000Z'),
      type: 'run',
      run: 'r',
      event: { type: 'cancelled' },
    };
    const skip: CurationEntry = {
      ...base('a', 'h', 'bo', '2026-01-02T08:00:10.000Z'),
      type: 'skip',
      reason: null,
    };
    assert.deepEqual(peopleOf([run]), []);
    assert.deepEqual(
      peopleOf([run, skip]).map(({ entries, activeMinutes }) => [entries, activeMinutes]),
      [[1, 0]],
    );
  });

  it('writes texts from outside as text, in HTML and in Markdown', () => {
    const entry: CurationEntry = { ...base('a', 'h', '<img src=x>|`*'), type: 'skip', reason: null };
    const report = { ...finished(new ReportTally(), [entry]), dataset: '<script>alert(1)</script>' };
    const html = reportHtml(report);
    assert.doesNotMatch(html, /<script|<img/);
    assert.match(html, /&lt;img src=x&gt;/);
    const markdown = reportMarkdown(report);
    assert.match(markdown, /\\<img src=x\\>\\\|/);
    assert.doesNotMatch(markdown, /[^\\]<script/);
  });

  it('draws shares that add up to the whole', () => {
    const tally = new ReportTally();
    const state = new CurationState();
    for (const level of ['n/a', 'thin', 'thin', 'admirable'] as const)
      tally.addRecord([reported('a', assessed(level), state)]);
    const html = reportHtml(finished(tally));
    const widths = [...html.matchAll(/width="([\d.]+)" height="24"/g)].map((match) => Number(match[1]));
    // Three bars: decisions, reasoning before and now.
    assert.equal(
      widths.reduce((sum, width) => sum + width, 0),
      3000,
    );
    assert.match(reportMarkdown(finished(tally)), /thin\s+█{20}·{20} {2}2 \(50\.0%\)/);
  });
});
