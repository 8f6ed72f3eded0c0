import { html, nothing, type TemplateResult } from 'lit';
import type { FindingView, ResponseView } from '../../src/protocol/panel.ts';
import { icon } from './icons.ts';

type Verdict = ResponseView['assessment'];

const ASSESSORS: Record<FindingView['assessor'], string> = {
  rubric: 'rubric (offline)',
  judge: 'judge (model)',
};

/** The verdict on a response in words, and who gave it. */
export function assessment({ assessment: verdict, notAssessed, findings }: ResponseView): TemplateResult {
  if (notAssessed !== null) return html`<p class="verdict" dir="auto">${notAssessed}</p>`;
  return html`<p class="verdict">
      ${verdictParts(verdict).map(
        ([name, value]) =>
          html`<span class="verdict-part"><span class="muted">${name}:</span> ${value}</span>`,
      )}
    </p>
    <p class="muted small">Flags are aids, not verdicts. Found by: ${foundBy(findings)}.</p>`;
}

/** The verdict in one word, for the pane's heading. */
export function flagTag({ assessment: verdict, notAssessed }: ResponseView): TemplateResult {
  if (notAssessed !== null) return html`<span class="tag">Not assessed</span>`;
  return verdict.flag
    ? html`<span class="tag flagged">${icon('flag')}Flagged</span>`
    : html`<span class="tag">Not flagged</span>`;
}

/** The verdict as name and value, leaving out what cannot be said when nothing is at stake. */
export function verdictParts(verdict: Verdict): readonly (readonly [name: string, value: string])[] {
  return [
    ['stakes', verdict.stakes],
    ...(verdict.stakes === 'none'
      ? []
      : ([
          ['choice held by', verdict.holder],
          ['reasoning', verdict.reasoning],
        ] as const)),
    ['conduct', verdict.conduct === 'sound' ? 'looks sound' : 'looks misaligned'],
  ];
}

/** What the rubric says of the original and of a proposal, what changed first to meet the eye. */
export function comparison(before: Verdict, after: Verdict): TemplateResult {
  const was = new Map(verdictParts(before));
  const flag = [before.flag, after.flag].map((f) => (f ? 'flagged' : 'not flagged'));
  const rows: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ...verdictParts(after).map(([name, value]) => [name, was.get(name), value] as const),
    ['verdict', flag[0], flag[1]],
  ];
  return html`<div class="comparison-row">
  <span class="muted small">The rubric, before and after</span>
  <dl class="comparison">
    ${rows.map(
      ([name, old, now]) => html`<div class=${old === now ? 'same' : 'changed'}>
        <dt>${name}</dt>
        <dd>
          ${old === now || old === undefined ? nothing : html`<span class="was">${old}</span> <span aria-hidden="true">→</span><span class="sr"> became </span> `}<span>${now}</span>
        </dd>
      </div>`,
    )}
  </dl></div>`;
}

function foundBy(findings: readonly FindingView[]): string {
  const assessors = new Set(findings.map((finding) => finding.assessor));
  return [...(assessors.size === 0 ? (['rubric'] as const) : assessors)]
    .map((name) => ASSESSORS[name])
    .join(', ');
}
