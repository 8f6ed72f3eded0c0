import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { repositoryRoot } from '../../../scripts/test-host/paths.ts';

// Evaluated as text, since the pages' policy lets no script tag in.
const AXE = readFileSync(path.join(repositoryRoot, 'node_modules/axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds serious or critical in a page, one line each.
 * @param within selector of the part to look at
 * @param rulesLeftOut names of rules that are not asked
 */
export async function seriousViolations(
  page: Page | Frame,
  within = 'html',
  rulesLeftOut: readonly string[] = [],
): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const rules = Object.fromEntries(rulesLeftOut.map((rule) => [rule, { enabled: false }]));
  const results = await page.evaluate(
    ([part, options]) =>
      (window as unknown as { axe: { run(part: string, options: object): Promise<AxeResults> } }).axe.run(
        part,
        options,
      ),
    [within, { rules }] as const,
  );
  return results.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .flatMap((violation) =>
      violation.nodes.map(
        (node) => `${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`,
      ),
    );
}
