import type { Figure, Row } from './measure.ts';

/** The rows as text: work, measured, raw limit or peer, ratio, budget, and whether the figure keeps to it. */
export function formatTable(rows: readonly Row[]): string {
  const head = ['work', 'measured', 'raw limit or peer', 'ratio', 'budget', ''];
  const cells = rows.map((row) => {
    const ratio = ratioOf(row);
    return [
      row.work,
      figure(row.measured),
      row.peer === undefined ? '–' : `${figure({ ...row.measured, value: row.peer.value })} ${row.peer.name}`,
      ratio === null ? '–' : `${number(ratio)}×`,
      budget(row),
      verdict(row) ?? '–',
    ];
  });
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 1 || column === 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)].join('\n');
}

/** Whether a figure keeps to its budget; null where there is none. */
export function verdict(row: Row): 'within' | 'over' | null {
  if (row.budget === undefined) return null;
  const value = row.budget.of === 'ratio' ? ratioOf(row) : row.measured.value;
  return value === null ? null : value <= row.budget.most ? 'within' : 'over';
}

function ratioOf(row: Row): number | null {
  return row.peer === undefined || row.peer.value === 0 ? null : row.measured.value / row.peer.value;
}

function budget(row: Row): string {
  if (row.budget === undefined) return '–';
  return `≤ ${row.budget.of === 'ratio' ? `${number(row.budget.most)}×` : figure({ ...row.measured, value: row.budget.most })}`;
}

function figure({ value, unit }: Figure): string {
  return unit === 'count' ? number(value) : `${number(value)} ${unit}`;
}

/** Three digits that count, whatever the size. */
function number(value: number): string {
  if (value >= 100) return value.toFixed(0);
  if (value >= 10 || Number.isInteger(value)) return value.toFixed(Number.isInteger(value) ? 0 : 1);
  return value >= 1 ? value.toFixed(2) : value.toFixed(3);
}
