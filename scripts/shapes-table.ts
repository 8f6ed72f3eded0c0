// Prints the table of record shapes for the README; with --write, puts it between the README's markers.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SHAPES } from '../src/core/dataset/shapes/table.ts';

export const BEGIN = '<!-- shapes:begin -->';
export const END = '<!-- shapes:end -->';

/** The known shapes as a Markdown table, in the order in which they are tried. */
export function shapesTable(): string {
  const rows = SHAPES.map(
    ({ title, name, example }) => `| ${cell(title)} | \`${name}\` | ${code(example)} |`,
  );
  return ['| Shape | Name | A record, abridged |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The text with the table between its markers; null when it has no markers. */
export function withShapesTable(text: string): string | null {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, begin);
  return begin === -1 || end === -1
    ? null
    : `${text.slice(0, begin + BEGIN.length)}\n${shapesTable()}\n${text.slice(end)}`;
}

/** Within a table, a bar ends a cell even in code. */
function code(text: string): string {
  return `\`${cell(text)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function main(): void {
  if (!process.argv.includes('--write')) {
    console.log(`${BEGIN}\n${shapesTable()}\n${END}`);
    return;
  }
  const file = join(import.meta.dirname, '..', 'README.md');
  const text = withShapesTable(readFileSync(file, 'utf8'));
  if (text === null) {
    console.error(`README.md has no markers ${BEGIN} and ${END}.`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(file, text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main();
}
