import type { Agreement, Figure } from '../core/calibration/agreement.ts';
import { LEAST_OF_EACH } from '../core/calibration/threshold.ts';
import type { CalibrationResult, Compared } from './calibration.ts';
import type { RecordArgument } from './commands/context.ts';

/** What the page is made from. Names and ids in it are untrusted and are escaped. */
export interface CalibrationPage {
  readonly dataset: { readonly uri: string; readonly name: string };
  readonly result: CalibrationResult;
  /** The model whose judgements are counted. */
  readonly model: string;
  readonly nonce: string;
}

/** Disagreements listed at most; the rest is counted. */
const LISTED = 500;

/** The calibration page: no script, links only to the commands that the host allows. */
export function calibrationHtml(page: CalibrationPage): string {
  const { result, dataset } = page;
  const policy = `default-src 'none'; style-src 'nonce-${page.nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Calibration</title>
<style nonce="${page.nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>Calibration of ${escapeHtml(dataset.name)}</h1>
${result.compared.length === 0 ? nothing(result) : `${figures(page)}${readers(page)}${suggestion(result)}${disagreements(page)}`}
</main>
</body>
</html>`;
}

function nothing({ lost }: CalibrationResult): string {
  return `<p>There are no verdicts to measure by yet. Accepting a rewrite says that a flag was right; dismissing a finding says that it was wrong; an exemplar is not to be flagged; a label says what you put in it.</p>
${lostNote(lost)}
<p><a href="command:rationale.labelResponse">Label the response on show…</a></p>`;
}

function figures({ result, model }: CalibrationPage): string {
  const { compared, rubric, judge, curators, lost } = result;
  const sources = (['label', 'accept', 'dismiss', 'exemplar'] as const)
    .map((source) => [source, compared.filter(({ verdict }) => verdict.source === source).length] as const)
    .filter(([, count]) => count > 0)
    .map(([source, count]) => plural(count, SOURCES[source]));
  return `<p>Held against ${plural(compared.length, ['verdict', 'verdicts'])} of ${curators.map(escapeHtml).join(', ')}: ${sources.join(', ')}. “Flagged” means: to be sent back for a rewrite.</p>
${lostNote(lost)}
<table>
<thead><tr><th scope="col">Assessor</th><th scope="col">Agreed</th><th scope="col">Precision</th><th scope="col">Recall</th><th scope="col">Kappa</th><th scope="col">Flagged by both</th><th scope="col">Only by the assessor</th><th scope="col">Only by the curator</th><th scope="col">By neither</th></tr></thead>
<tbody>
${row('Rubric (offline)', rubric)}
${row(`Judge (${escapeHtml(model)})`, judge)}
</tbody>
</table>
<p class="muted">In brackets: the interval that holds the true figure with 95% confidence. Precision: of what the assessor flags, the share that the curator would send back. Recall: of what the curator would send back, the share that the assessor flags. Kappa: agreement beyond chance, 1 at most.${judge.count === 0 ? ' The judge was asked about none of these responses under the present constitution and model.' : ''}</p>`;
}

const SOURCES = {
  label: ['label', 'labels'],
  accept: ['accepted rewrite', 'accepted rewrites'],
  dismiss: ['dismissed flag', 'dismissed flags'],
  exemplar: ['exemplar', 'exemplars'],
} as const;

function row(name: string, found: Agreement): string {
  const cells =
    found.count === 0
      ? ['–', '–', '–', '–', '–', '–', '–', '–']
      : [
          `${found.agreed} of ${found.count}`,
          share(found.precision),
          share(found.recall),
          kappa(found.kappa),
          found.both,
          found.assessorOnly,
          found.curatorOnly,
          found.neither,
        ];
  return `<tr><th scope="row">${name}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function share({ value, low, high }: Figure): string {
  return value === null ? '–' : `${percent(value)} (${percent(low)}–${percent(high)})`;
}

function kappa({ value, low, high }: Figure): string {
  return value === null ? '–' : `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function percent(value: number): string {
  return `${Math.round(value * 100)}%`;
}

function suggestion({ threshold, rubric }: CalibrationResult): string {
  const title = '<h2>Threshold of the rubric</h2>';
  if (threshold === null) {
    return `${title}<p>A threshold is suggested from twenty verdicts on, at least ${LEAST_OF_EACH} of either kind.</p>`;
  }
  const better = threshold.agreement.agreed - rubric.agreed;
  return `${title}<p>The rubric scores each response from 0 to 1. Flagging from <strong>${threshold.threshold.toFixed(2)}</strong> on would agree with these verdicts best: ${threshold.agreement.agreed} of ${threshold.agreement.count}, precision ${share(threshold.agreement.precision)}, recall ${share(threshold.agreement.recall)}${better > 0 ? `, ${better} more than now` : ''}. It is chosen on the same verdicts that it is measured on, so expect a little less elsewhere. Nothing changes by itself: it is advice for the next training of the rubric.</p>`;
}

/** The curators among one another; nothing where no text was labelled by two. */
function readers({ dataset, result }: CalibrationPage): string {
  const { raw, cohen, fleiss, alpha, items, raters } = result.readers;
  if (items === 0) return '';
  const rows = [
    ['Same verdict', raw === null ? '–' : `${Math.round(raw * 100)}%`],
    ...cohen.map(({ raters: [a, b], items: both, kappa }) => [
      `Cohen’s kappa of ${a} and ${b} (${plural(both, ['text', 'texts'])})`,
      kappaText(kappa),
    ]),
    ...(raters.length > 2 ? [['Fleiss’ kappa', kappaText(fleiss)]] : []),
    ['Krippendorff’s alpha', kappaText(alpha)],
  ] as const;
  const table = rows
    .map(
      ([name = '', value = '']) =>
        `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
    )
    .join('');
  return `<h2>The curators among one another</h2>
<p>${plural(items, ['text was', 'texts were'])} labelled by two or more, each by themselves. 1 is perfect agreement, 0 what chance gives.</p>
<table><tbody>${table}</tbody></table>
${unsettledList(dataset.uri, result.unsettled)}`;
}

function unsettledList(uri: string, unsettled: CalibrationResult['unsettled']): string {
  if (unsettled.length === 0) return '<p>They disagree on nothing that is not settled.</p>';
  const items = unsettled.slice(0, LISTED).map((one) => {
    const said = one.labels.map(({ by, label }) => `${escapeHtml(by)}: ${flagged(label.flag)}`).join('; ');
    return `<li>${recordLink(uri, one)}: ${said}.</li>`;
  });
  const more =
    unsettled.length > LISTED ? `<p>And ${(unsettled.length - LISTED).toLocaleString('en')} more.</p>` : '';
  return `<h3>Not settled (${unsettled.length})</h3><ol>${items.join('\n')}</ol>${more}`;
}

function kappaText(value: number | null): string {
  return value === null ? 'not defined' : value.toFixed(2);
}

function disagreements({ dataset, result }: CalibrationPage): string {
  const apart = result.compared.filter(
    ({ verdict, rubric, judge }) =>
      (rubric !== null && rubric.flag !== verdict.flag) || (judge !== null && judge.flag !== verdict.flag),
  );
  const title = `<h2>Disagreements (${apart.length})</h2>`;
  if (apart.length === 0) return `${title}<p>None: whoever was asked agrees with every verdict.</p>`;
  const more = apart.length > LISTED ? `<p>And ${apart.length - LISTED} more.</p>` : '';
  return `${title}<ol>${apart
    .slice(0, LISTED)
    .map((one) => item(dataset.uri, one))
    .join('\n')}</ol>${more}`;
}

function item(uri: string, one: Compared): string {
  return `<li>${recordLink(uri, one)}: ${SAID[one.verdict.source]} by ${escapeHtml(one.verdict.by)}, ${flagged(one.verdict.flag)}. ${said('Rubric', one.rubric)} ${said('Judge', one.judge)}</li>`;
}

function recordLink(uri: string, one: Pick<Compared, 'line' | 'response' | 'recordId'>): string {
  const argument: RecordArgument = { uri, line: one.line, response: one.response };
  const link = `command:rationale.reviewRecord?${encodeURIComponent(JSON.stringify([argument]))}`;
  const which = one.response === 'last' ? '' : `, ${one.response}`;
  const id = one.recordId === null ? '' : ` <code>${escapeHtml(one.recordId.slice(0, 80))}</code>`;
  return `<a href="${escapeHtml(link)}">Line ${one.line + 1}${which}</a>${id}`;
}

const SAID: Readonly<Record<Compared['verdict']['source'], string>> = {
  label: 'labelled',
  accept: 'rewrite accepted',
  dismiss: 'flag dismissed',
  exemplar: 'exemplar',
};

function said(name: string, assessment: Compared['rubric']): string {
  if (assessment === null) return `${name}: not asked.`;
  const codes = assessment.findings.map(({ code }) => code).join(', ');
  return `${name}: ${flagged(assessment.flag)}, reasoning ${assessment.reasoning}${codes === '' ? '' : ` (${codes})`}.`;
}

function flagged(flag: boolean): string {
  return flag ? 'to be flagged' : 'not to be flagged';
}

function lostNote(lost: number): string {
  return lost === 0
    ? ''
    : `<p class="muted">${plural(lost, ['verdict is', 'verdicts are'])} about texts that are no longer in the dataset, and left out.</p>`;
}

function plural(count: number, [one, many]: readonly [string, string]): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); color: var(--vscode-foreground); padding: 0 1.5rem 2rem; line-height: 1.5; }
main { max-width: 72rem; }
h1 { font-size: 1.5em; font-weight: 600; }
h2 { font-size: 1.15em; font-weight: 600; margin-top: 1.6em; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--vscode-panel-border); padding: 0.35em 0.7em; text-align: left; font-weight: normal; }
thead th { font-weight: 600; }
li { margin: 0.35em 0; }
a { color: var(--vscode-textLink-foreground); }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
code { font-family: var(--vscode-editor-font-family); overflow-wrap: anywhere; }
.muted { color: var(--vscode-descriptionForeground); }
`;
