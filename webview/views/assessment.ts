import { html, nothing, type TemplateResult } from 'lit';
import { holderWord, levelWord, stakesWord } from '../../src/core/assess/words.ts';
import { t } from '../../src/core/text/translate.ts';
import type { FindingView, JudgeView, PanelState, ResponseView } from '../../src/protocol/panel.ts';
import { commandButton, type Tools } from './command.ts';
import { icon } from './icons.ts';

type Verdict = ResponseView['assessment'];

const ASSESSORS: Record<FindingView['assessor'], string> = {
  rubric: t('rubric (offline)'),
  judge: t('judge (model)'),
};

/** The rubric's verdict on a response in words, the judge's beside it where there is one, and how far to trust either. */
export function assessment(panel: PanelState, response: ResponseView, tools: Tools): TemplateResult {
  const { assessment: verdict, notAssessed, judge } = response;
  return html`${
    notAssessed === null
      ? html`<p class="verdict">${judge === null ? nothing : assessorName(t('Rubric'))}${words(verdict)}</p>`
      : html`<p class="verdict" dir="auto">${notAssessed}</p>`
  }
    ${judge === null ? nothing : judgement(response, judge)}
    <p class="muted small">${t('Flags are aids, not verdicts. Found by: {0}.', foundBy(response.findings))}${panel.agreement.map(
      ({ assessor, agreed, of, you }) =>
        html` <span class="agreement" data-agreement=${assessor}>${agreement(assessor, you, agreed, of)}</span>`,
    )}</p>
    <div class="card-actions">${judgeActions(response, tools)}</div>`;
}

/** The judge's verdict, where it differs from the rubric's, and what it considered. */
function judgement({ assessment: rubric, notAssessed }: ResponseView, judge: JudgeView): TemplateResult {
  const differs = notAssessed === null ? differences(rubric, judge.assessment) : [];
  return html`<p class="verdict" data-judge>${assessorName(t('Judge'))}${words(judge.assessment)}
      <span class="tag ${judge.assessment.flag ? 'flagged' : ''}">${judge.assessment.flag ? t('Flagged') : t('Not flagged')}</span></p>
    ${
      differs.length === 0
        ? nothing
        : html`<p class="small" data-differs>${t('Judge and rubric disagree on: {0}.', differs.join(t(', ')))}</p>`
    }
    <details class="small"><summary>${t('What the judge considered ({0})', judge.model)}</summary><p dir="auto">${judge.considerations}</p></details>
    ${judge.dropped === null ? nothing : html`<p class="muted small">${judge.dropped}</p>`}`;
}

function judgeActions({ judging, judge }: ResponseView, tools: Tools): TemplateResult {
  return html`${
    judging
      ? html`<span class="muted small" role="status">${t('The judge is reading…')}</span>
          ${commandButton(tools, { command: 'rationale.stopJudging', label: t('Stop'), about: t('judging') })}`
      : judge === null
        ? commandButton(tools, {
            command: 'rationale.judgeResponse',
            label: t('Ask the judge'),
            tooltip: t('Ask the model for its assessment of this response'),
          })
        : nothing
  }
  ${commandButton(tools, { command: 'rationale.labelResponse', label: t('Label…'), tooltip: t('Give your own verdict; the assessors are measured by it') })}`;
}

function assessorName(name: string): TemplateResult {
  return html`<strong class="small">${name}</strong> `;
}

function words(verdict: Verdict) {
  return verdictParts(verdict).map(
    ([name, value]) => html`<span class="verdict-part"><span class="muted">${name}:</span> ${value}</span>`,
  );
}

/** What two verdicts on the same response say differently, in words of the panel. */
export function differences(one: Verdict, other: Verdict): readonly string[] {
  return [
    ...(one.flag === other.flag ? [] : [t('the flag')]),
    ...(one.stakes === other.stakes ? [] : [t('stakes')]),
    // Where one of them sees nothing at stake, the rest follows from that.
    ...(one.stakes === 'none' || other.stakes === 'none'
      ? []
      : [
          ...(one.holder === other.holder ? [] : [t('who holds the choice')]),
          ...(one.reasoning === other.reasoning
            ? []
            : [t('reasoning ({0}, {1})', levelWord(one.reasoning), levelWord(other.reasoning))]),
        ]),
    ...(one.conduct === other.conduct ? [] : [t('conduct')]),
  ];
}

/** The verdict in one word, for the pane's heading. */
export function flagTag({ assessment: verdict, notAssessed, findings }: ResponseView): TemplateResult {
  if (notAssessed !== null) return html`<span class="tag">${t('Not assessed')}</span>`;
  const faults = findings.filter(
    ({ assessor, code }) => assessor === 'rubric' && code !== 'admirable-reasoning',
  );
  if (verdict.flag && faults.length > 0 && faults.every(({ dismissed }) => dismissed !== null))
    return html`<span class="tag">${t('Flag dismissed')}</span>`;
  return verdict.flag
    ? html`<span class="tag flagged">${icon('flag')}${t('Flagged')}</span>`
    : html`<span class="tag">${t('Not flagged')}</span>`;
}

/** The verdict as name and value, leaving out what cannot be said when nothing is at stake. */
export function verdictParts(verdict: Verdict): readonly (readonly [name: string, value: string])[] {
  return [
    [t('stakes'), stakesWord(verdict.stakes)],
    ...(verdict.stakes === 'none'
      ? []
      : ([
          [t('choice held by'), holderWord(verdict.holder)],
          [t('reasoning'), levelWord(verdict.reasoning)],
        ] as const)),
    [t('conduct'), verdict.conduct === 'sound' ? t('looks sound') : t('looks misaligned')],
  ];
}

/** What the rubric says of the original and of a proposal, what changed first to meet the eye. */
export function comparison(before: Verdict, after: Verdict): TemplateResult {
  const was = new Map(verdictParts(before));
  const flag = [before.flag, after.flag].map((f) => (f ? t('flagged') : t('not flagged')));
  const rows: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ...verdictParts(after).map(([name, value]) => [name, was.get(name), value] as const),
    [t('verdict'), flag[0], flag[1]],
  ];
  return html`<div class="comparison-row">
  <span class="muted small">${t('The rubric, before and after')}</span>
  <dl class="comparison">
    ${rows.map(
      ([name, old, now]) => html`<div class=${old === now ? 'same' : 'changed'}>
        <dt>${name}</dt>
        <dd>
          ${old === now || old === undefined ? nothing : html`<span class="was">${old}</span> <span aria-hidden="true">→</span><span class="sr"> ${t('became')} </span> `}<span>${now}</span>
        </dd>
      </div>`,
    )}
  </dl></div>`;
}

function foundBy(findings: readonly FindingView[]): string {
  const assessors = new Set(findings.map((finding) => finding.assessor));
  return [...(assessors.size === 0 ? (['rubric'] as const) : assessors)]
    .map((name) => ASSESSORS[name])
    .join(t(', '));
}

function agreement(assessor: FindingView['assessor'], you: boolean, agreed: number, of: number): string {
  if (assessor === 'rubric')
    return you
      ? t('The rubric agreed with you in {0} of {1}.', agreed, of)
      : t('The rubric agreed with the curators in {0} of {1}.', agreed, of);
  return you
    ? t('The judge agreed with you in {0} of {1}.', agreed, of)
    : t('The judge agreed with the curators in {0} of {1}.', agreed, of);
}
