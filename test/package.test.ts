import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../scripts/test-host/paths.ts';
import { temporaryDirectory } from '../scripts/test-host/profile.ts';
import { openWorkbench, type Workbench } from './support/vscode/workbench.ts';

const MAX_BYTES = 1.5 * 1024 * 1024;

/** What VS Code loads, what a reader opens, and nothing that only building or testing needs. */
const BELONGS = [
  /^package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^l10n\/bundle\.l10n\.[a-z-]+\.json$/,
  /^\.vsixmanifest$/,
  /^(readme|changelog)\.md$/i,
  /^license(\.txt|\.md)?$/i,
  /^dist\/[^/]+\.js$/,
  /^dist\/chunks\/[^/]+\.js$/,
  /^dist\/webview\/[^/]+\.(js|css)$/,
  /^media\/.+\.(md|svg|png|css)$/,
  /^media\/sample\/first-steps(\.curation)?\.jsonl$/,
  /^docs\/images\/[\w-]+\.png$/,
];

const MUST_HAVE = [
  'package.json',
  'package.nls.json',
  'package.nls.zh-cn.json',
  'l10n/bundle.l10n.zh-cn.json',
  'dist/extension.js',
  'dist/worker.js',
  'dist/cli.js',
  'dist/webview/panel.js',
  'media/starter-constitution.md',
  'media/sample/first-steps.jsonl',
  'media/sample/first-steps.curation.jsonl',
  'readme.md',
  'changelog.md',
  'docs/images/flagged.png',
];

describe('the package', () => {
  let vsix: string;
  let workbench: Workbench | undefined;

  before(async () => {
    const out = path.join(repositoryRoot, 'out/package');
    await mkdir(out, { recursive: true });
    vsix = path.join(out, 'rationale.vsix');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const { status, stdout, stderr } = spawnSync(npm, ['run', 'package', '--', '--out', vsix], {
      cwd: repositoryRoot,
      encoding: 'utf8',
      shell: npm.endsWith('.cmd'),
    });
    assert.equal(status, 0, `npm run package failed:\n${stdout}\n${stderr}`);
  });

  after(() => workbench?.close());

  it('is under 1.5 MB', async () => {
    const { size } = await stat(vsix);
    console.log(`      ${Math.round(size / 1024)} kB`);
    assert.ok(size < MAX_BYTES, `${size} bytes`);
  });

  it('installs, and works on a dataset as soon as it is opened', async () => {
    const folder = path.join(await temporaryDirectory('package'), 'data');
    await cp(path.join(repositoryRoot, 'samples'), folder, { recursive: true });
    const dataset = path.join(folder, 'difficult-advice.jsonl');
    workbench = await openWorkbench({ folder, vsix, openFile: dataset });
    await workbench.runCommand('rationale.openCurationEditor');
    const frame = await workbench.frame('main');
    const first = JSON.parse((await readFile(dataset, 'utf8')).split('\n')[0] ?? '') as {
      messages: { role: string; content: string }[];
    };
    const question = first.messages.find(({ role }) => role === 'user')?.content.split('\n')[0];
    assert.ok(question);
    await frame.getByText(question).first().waitFor();
    await workbench.screenshot('package');
    assert.deepEqual(workbench.errors, []);
  });

  it('holds only what runs', async () => {
    assert.ok(workbench, 'it was not installed');
    const installed = (await readdir(workbench.extensionsDirectory)).find((name) =>
      name.startsWith('rationale.'),
    );
    assert.ok(installed);
    const root = path.join(workbench.extensionsDirectory, installed);
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
    assert.deepEqual(
      files.filter((file) => !BELONGS.some((pattern) => pattern.test(file))),
      [],
      'in the package without need',
    );
    assert.deepEqual(
      MUST_HAVE.filter((file) => !files.includes(file)),
      [],
      'missing from the package',
    );
  });
});
