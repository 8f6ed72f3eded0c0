import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { megabytes, type Row } from './measure.ts';
import type { BenchOptions } from './options.ts';

/** The `.vsix` may be this large, in MB. */
const PACKAGE_MB = 1.5;

/** Sizes of what ships, without source maps. */
export function sizeRows({ dist, root }: BenchOptions): Row[] {
  const shipped = files(dist).filter((file) => !file.endsWith('.map'));
  const named = (name: string): Row => ({
    work: `size of dist/${name}`,
    measured: megabytes(statSync(path.join(dist, name)).size),
  });
  const chunks = shipped.filter((file) => path.dirname(path.relative(dist, file)) === 'chunks');
  const packed = [...shipped, ...files(path.join(root, 'media'))]
    .map((file) => deflateRawSync(readFileSync(file)).length)
    .reduce((sum, size) => sum + size, 0);
  return [
    named('extension.js'),
    named('worker.js'),
    named('cli.js'),
    {
      work: `size of ${chunks.length} shared and lazy chunks`,
      measured: megabytes(chunks.reduce((sum, file) => sum + statSync(file).size, 0)),
    },
    named(path.join('webview', 'panel.js')),
    {
      work: 'dist and media, compressed as in the .vsix',
      measured: megabytes(packed),
      budget: { most: PACKAGE_MB, of: 'measured' },
    },
  ];
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
