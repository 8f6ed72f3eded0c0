import type { Report } from './report.ts';
import { type Bar, percent, sectionsOf, type Table, type Tone } from './sections.ts';

/** Colours that keep apart in light and dark and for most kinds of colour blindness. */
const FILL: Readonly<Record<Tone, string>> = {
  good: '#1b7f5c',
  fair: '#5aa9d6',
  poor: '#e0a73b',
  bad: '#c4513d',
  quiet: '#9aa0a6',
};

/** Colours of the page come from whoever shows it; these are the report's own. */
export const REPORT_STYLE = `
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; margin: .75rem 0; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8886; }
td:not(:first-child) { font-variant-numeric: tabular-nums; }
figure { margin: .75rem 0; } figcaption { font-weight: 600; }
svg { width: 100%; height: 1.5rem; display: block; border-radius: 3px; }
ul.key { list-style: none; padding: 0; margin: .25rem 0 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
ul.key svg { display: inline-block; width: .75em; height: .75em; border-radius: 2px; margin-right: .35em; }
.at { opacity: .75; }`;

const PAGE_STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }`;

/** The report as one page of HTML without scripts or anything loaded; texts from outside are escaped. */
export function reportHtml(report: Report): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Curation report: ${safe(report.dataset)}</title><style>${PAGE_STYLE}${REPORT_STYLE}</style></head>
<body><main>${reportBody(report)}</main></body></html>
`;
}

/** What a page of the report holds, for a page of somebody else's: no script, no style of its own. */
export function reportBody(report: Report): string {
  const sections = sectionsOf(report).map(
    ({ title, text, bars, tables }) =>
      `<section><h2>${safe(title)}</h2>${text.map((line) => `<p>${safe(line)}</p>`).join('')}${bars
        .map(barSvg)
        .join('')}${tables.map(tableHtml).join('')}</section>`,
  );
  return `<h1>Curation report: ${safe(report.dataset)}</h1>
<p class="at">${safe(report.at.slice(0, 16).replace('T', ' '))} UTC</p>
${sections.join('\n')}
`;
}

function barSvg({ label, parts }: Bar): string {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let at = 0;
  const rects = parts.map(({ name, count, tone }) => {
    const width = total === 0 ? 0 : (1000 * count) / total;
    const rect = `<rect x="${at.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="24" fill="${FILL[tone]}"><title>${safe(name)}: ${count}</title></rect>`;
    at += width;
    return rect;
  });
  const said = parts.map(({ name, count }) => `${name} ${count} (${percent(count, total)})`);
  const key = parts.map(
    ({ tone }, i) =>
      `<li><svg viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill="${FILL[tone]}"/></svg>${safe(said[i] ?? '')}</li>`,
  );
  return `<figure><figcaption>${safe(label)}</figcaption><svg viewBox="0 0 1000 24" preserveAspectRatio="none" role="img" aria-label="${safe(`${label}: ${said.join(', ')}`)}">${rects.join('')}</svg><ul class="key">${key.join('')}</ul></figure>`;
}

function tableHtml({ head, rows }: Table): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]) =>
    row.map((text) => `<${tag}>${safe(text)}</${tag}>`).join('');
  return `<table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody></table>`;
}

function safe(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
