import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { BEGIN, END, shapesTable, withShapesTable } from '../../../scripts/shapes-table.ts';
import { SHAPES } from '../../../src/core/dataset/shapes/table.ts';

const README = new URL('../../../README.md', import.meta.url);

describe('the table of shapes', () => {
  it('has one row of three cells for each shape', () => {
    const rows = shapesTable().split('\n').slice(2);
    assert.equal(rows.length, SHAPES.length);
    for (const [i, row] of rows.entries()) {
      const cells = row.split(/(?<!\\)\|/).slice(1, -1);
      assert.equal(cells.length, 3, row);
      assert.equal(cells[1]?.trim(), `\`${SHAPES[i]?.name}\``);
    }
  });

  it('takes its place between the markers, again and again, and leaves the rest', () => {
    const text = `# A\n\n${BEGIN}\nold\n${END}\n\nrest\n`;
    const once = withShapesTable(text);
    assert.equal(once, `# A\n\n${BEGIN}\n${shapesTable()}\n${END}\n\nrest\n`);
    assert.equal(withShapesTable(once ?? ''), once);
    assert.equal(withShapesTable('# A\n'), null);
  });

  it('is in the README as the code gives it', function () {
    const text = existsSync(README) ? readFileSync(README, 'utf8') : '';
    const expected = withShapesTable(text);
    if (expected === null) {
      console.log('      skipped: README.md has no markers for the table');
      this.skip();
    }
    assert.ok(text === expected, 'run “npx tsx scripts/shapes-table.ts --write”');
  });
});
