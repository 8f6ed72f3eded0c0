import type { Report } from './report.ts';
import { type Bar, percent, sectionsOf, type Table } from './sections.ts';

/** Blocks of a whole bar. */
const WIDTH = 40;

/** The report as Markdown; texts from outside are escaped. */
export function reportMarkdown(report: Report): string {
  const parts = [
    `# Curation report: ${plain(report.dataset)}`,
    `${report.at.slice(0, 16).replace('T', ' ')} UTC`,
  ];
  for (const { title, text, bars, tables } of sectionsOf(report)) {
    parts.push(`## ${plain(title)}`, ...text.map(plain));
    if (bars.length > 0) parts.push(bars.map(barText).join('\n'));
    parts.push(...tables.map(tableText));
  }
  return `${parts.join('\n\n')}\n`;
}

/** Each part as a line of its own, for a bar of several shades reads badly in letters. */
function barText({ label, parts }: Bar): string {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const width = Math.max(...parts.map(({ name }) => name.length));
  const lines = parts.map(({ name, count }) => {
    const blocks = total === 0 ? 0 : Math.round((WIDTH * count) / total);
    return `${name.padEnd(width)}  ${'█'.repeat(blocks).padEnd(WIDTH, '·')}  ${count} (${percent(count, total)})`;
  });
  return ['```text', label, ...lines, '```'].join('\n');
}

function tableText({ head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- ').join('|')}|`, ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return plain(text).replaceAll('|', '\\|');
}

function plain(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_[\]<>#]/g, '\\$&');
}
