import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withExample } from '../../../scripts/rewriting-example.ts';
import { runChecks } from '../../../src/core/rewrite/checks/runChecks.ts';
import { STRATEGIES } from '../../../src/core/rewrite/strategies.ts';
import { request } from '../core/rewrite/requests.ts';

const document = readFileSync(join(import.meta.dirname, '../../../docs/rewriting.md'), 'utf8');

describe('the page on rewriting', () => {
  it('shows what the program sends today', () => {
    assert.equal(withExample(document), document, 'run: npx tsx scripts/rewriting-example.ts --write');
  });

  it('tells of every strategy and of every check', () => {
    for (const { name } of STRATEGIES) assert.ok(document.includes(`\`${name}\``), name);
    const checks = runChecks({
      request: request({ original: 'I will not move the date, since the tenants go by it.' }),
      text: 'I will not move the date: the tenants go by it, and they cannot ask.',
      conclusionMayChange: false,
    });
    assert.ok(checks.length > 5);
    for (const { name } of checks) assert.ok(document.includes(`| \`${name}\` |`), name);
  });

  it('says that it has no place for the example where the markers are gone', () => {
    assert.equal(withExample('nothing'), null);
  });
});
