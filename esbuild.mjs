// Bundles what ships (dist/) and, with --tests, the suites that run inside VS Code (out/).
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { context } from 'esbuild';

const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');
const production = process.argv.includes('--production');

/**
 * The rubric's weights as text that is parsed when a part of them is first asked for. As object literals they would be
 * most of what the extension host has to compile when it starts, before anything is assessed.
 */
const lazyWeights = {
  name: 'lazy-weights',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]assess[\\/]weights[\\/][^\\/]+\.json$/ }, async ({ path: file }) => {
      const parts = Object.entries(JSON.parse(await readFile(file, 'utf8')));
      const getters = parts.map(([name, value]) => {
        const key = JSON.stringify(name);
        return `get [${key}]() { return parsed[${key}] ??= JSON.parse(${JSON.stringify(JSON.stringify(value))}); }`;
      });
      return { contents: `const parsed = {};\nexport default { ${getters.join(',\n')} };`, loader: 'js' };
    });
  },
};

const common = {
  bundle: true,
  metafile: true,
  logLevel: 'warning',
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  // jsonc-parser's CommonJS build loads its parts by computed paths, which no bundler can follow.
  mainFields: ['module', 'main'],
  plugins: [lazyWeights],
};

/** The extension host, the worker and the CLI share chunks, so the SDK lands in one that is loaded at the first model call. */
const node = {
  ...common,
  entryPoints: { extension: 'src/extension.ts', worker: 'src/worker/main.ts', cli: 'src/cli.ts' },
  outdir: 'dist',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  external: ['vscode'],
  // CommonJS dependencies in an ES module bundle reach for require; Node offers it only through createRequire.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

const browser = {
  ...common,
  entryPoints: { panel: 'webview/main.ts', queue: 'webview/queue/main.ts' },
  outdir: 'dist/webview',
  platform: 'browser',
  target: 'es2022',
  format: 'esm',
};

const hostTests = {
  ...common,
  entryPoints: { index: 'test/host/index.ts' },
  outdir: 'out/host',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  external: ['vscode', 'mocha'],
};

const contexts = await Promise.all(
  [node, browser, ...(tests ? [hostTests] : [])].map((options) => context(options)),
);
if (watch) {
  await Promise.all(contexts.map((c) => c.watch()));
} else {
  const results = await Promise.all(contexts.map((c) => c.rebuild()));
  await Promise.all(contexts.map((c) => c.dispose()));
  await removeLeftovers(results.flatMap((result) => Object.keys(result.metafile.outputs)));
}

/** Removes what an earlier build left in dist; after the build and not before it, so that a running editor finds its files. */
async function removeLeftovers(outputs) {
  const kept = new Set(outputs.map((file) => path.resolve(file)));
  for (const entry of await readdir('dist', { recursive: true, withFileTypes: true })) {
    const file = path.resolve(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(file)) await rm(file);
  }
}
