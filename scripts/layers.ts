// Reads the import lines of the sources and fails on an arrow that runs against the design's layers.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';

type Layer = 'core' | 'protocol' | 'model' | 'worker' | 'cli' | 'host' | 'extension' | 'webview';

const mayImport: Record<Layer, readonly Layer[]> = {
  core: ['core'],
  protocol: ['core', 'protocol'],
  model: ['core', 'protocol', 'model'],
  worker: ['core', 'protocol', 'worker'],
  cli: ['core', 'protocol', 'model', 'worker', 'cli'],
  host: ['core', 'protocol', 'model', 'worker', 'host'],
  extension: ['core', 'protocol', 'model', 'worker', 'host', 'extension'],
  webview: ['core', 'protocol', 'webview'],
};

/** Packages that only one layer, or one file, may import. */
const packageOwners: readonly {
  readonly name: RegExp;
  readonly allowed: (file: string, layer: Layer) => boolean;
}[] = [
  { name: /^vscode$/, allowed: (_, layer) => layer === 'host' || layer === 'extension' },
  { name: /^node:/, allowed: (_, layer) => layer !== 'core' && layer !== 'protocol' && layer !== 'webview' },
  { name: /^@anthropic-ai\/sdk/, allowed: (_, layer) => layer === 'model' },
  { name: /^@vscode\/webview-ui-toolkit/, allowed: (file) => file === 'webview/toolkit.ts' },
  { name: /^marked/, allowed: (file) => file.startsWith('webview/') },
  { name: /^lit/, allowed: (_, layer) => layer === 'webview' },
];

function layerOf(file: string): Layer {
  const parts = file.split('/');
  if (parts[0] === 'webview') return 'webview';
  const second = (parts[1] ?? '').replace(/\.ts$/, '');
  return second as Layer;
}

/** @returns one sentence per forbidden arrow; empty when the layers hold. */
export function layerViolations(root: string): string[] {
  const problems: string[] = [];
  for (const top of ['src', 'webview']) {
    for (const entry of readdirSync(join(root, top), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
      const path = join(entry.parentPath, entry.name);
      const file = relative(root, path).split(sep).join('/');
      const layer = layerOf(file);
      for (const match of readFileSync(path, 'utf8').matchAll(
        /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g,
      )) {
        const target = match[1] ?? match[2] ?? match[3] ?? '';
        if (target.startsWith('.')) {
          const other = normalize(join(dirname(file), target))
            .split(sep)
            .join('/');
          const otherLayer = layerOf(other);
          if (mayImport[layer] === undefined || !mayImport[layer].includes(otherLayer)) {
            problems.push(`${file} (${layer}) imports ${other} (${otherLayer})`);
          }
        } else {
          const owner = packageOwners.find(({ name }) => name.test(target));
          if (owner !== undefined && !owner.allowed(file, layer))
            problems.push(`${file} (${layer}) imports ${target}`);
        }
      }
    }
  }
  return problems;
}
