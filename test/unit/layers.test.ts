import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layerViolations } from '../../scripts/layers.ts';

describe('layers', () => {
  it('hold in this repository', () => {
    assert.deepEqual(layerViolations(join(import.meta.dirname, '../..')), []);
  });

  it('are reported when an arrow runs back or a package leaks', () => {
    const root = mkdtempSync(join(tmpdir(), 'layers-'));
    try {
      mkdirSync(join(root, 'src/core'), { recursive: true });
      mkdirSync(join(root, 'webview'));
      writeFileSync(
        join(root, 'src/core/a.ts'),
        "import { x } from '../host/b.ts';\nimport { y } from 'node:fs';\n",
      );
      writeFileSync(join(root, 'webview/c.ts'), "const sdk = await import('@anthropic-ai/sdk');\n");
      assert.deepEqual(layerViolations(root), [
        'src/core/a.ts (core) imports src/host/b.ts (host)',
        'src/core/a.ts (core) imports node:fs',
        'webview/c.ts (webview) imports @anthropic-ai/sdk',
      ]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
