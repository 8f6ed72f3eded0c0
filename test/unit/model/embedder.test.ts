import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../../src/core/errors.ts';
import { loadEmbedder } from '../../../src/model/embedder.ts';
import { writeTinyModel } from '../../support/tinyModel.ts';
import { run } from '../cli/support.ts';

/** A library of the same interface: counts the words that it is given, and lets itself be looked at. */
const FAKE = `
export const env = { allowRemoteModels: true, allowLocalModels: false, localModelPath: '', useFSCache: true };
export async function pipeline(task, model, options) {
  if (env.allowRemoteModels || env.useFSCache) throw new Error('would load over the network');
  if (task !== 'feature-extraction' || options.dtype !== 'fp32') throw new Error('asked otherwise');
  globalThis.embeddingModelAsked = env.localModelPath + model;
  return async (texts) => ({
    data: Float32Array.from(texts.flatMap((text) => {
      const honest = /honest/i.test(text) ? 1 : 0;
      return [honest, 1 - honest];
    })),
    dims: [texts.length, 2],
  });
}
`;

describe('an embedding model by path', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rationale-model-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function withFake(): Promise<string> {
    const library = join(folder, 'node_modules/@huggingface/transformers');
    await mkdir(library, { recursive: true });
    await writeFile(
      join(library, 'package.json'),
      '{"name":"@huggingface/transformers","type":"module","main":"index.js"}',
    );
    await writeFile(join(library, 'index.js'), FAKE);
    const model = join(folder, 'models', 'tiny');
    await writeTinyModel(model, ['honest', 'dog']);
    return model;
  }

  async function refused(path: string, message: RegExp): Promise<void> {
    await assert.rejects(
      loadEmbedder(path),
      (error) => error instanceof UserError && message.test(error.message),
    );
  }

  it('says what is missing, and where to install it', async () => {
    await refused('models/tiny', /absolute path/);
    await refused(folder, /no config\.json/);
    const model = join(folder, 'tiny');
    await writeTinyModel(model, ['word']);
    await refused(model, /not installed.*npm install @huggingface\/transformers/);
    await rm(join(model, 'onnx'), { recursive: true });
    await refused(model, /no onnx\/model\.onnx/);
  });

  it('is loaded from its folder alone, and gives a vector a text', async () => {
    const model = await withFake();
    const embedder = await loadEmbedder(model);
    assert.equal((globalThis as { embeddingModelAsked?: string }).embeddingModelAsked, model);
    const vectors = await embedder.embed(['an honest answer', 'a dog']);
    assert.deepEqual(
      vectors.map((vector) => [...vector]),
      [
        [1, 0],
        [0, 1],
      ],
    );
  });

  it('ranks passages on the command line', async () => {
    const model = await withFake();
    const constitution = join(folder, 'rules.md');
    await writeFile(
      constitution,
      '# Dogs\n\nWalk the dog.\n\n# Truth\n\nBe honest with people.\n\n# Cats\n\nFeed the cat.\n',
    );
    const chat = JSON.stringify({
      messages: [
        { role: 'user', content: 'May an honest person bend it a little?' },
        { role: 'assistant', content: 'Sometimes.' },
      ],
    });
    const { code, out, err } = await run(
      ['passages', '-', '--constitution', constitution, '--embedding-model', model],
      chat,
    );
    assert.equal(code, 0, err);
    assert.equal((JSON.parse(out) as { passages: { section: string }[] }).passages[0]?.section, 'truth');
    const missing = await run(
      ['passages', '-', '--constitution', constitution, '--embedding-model', folder],
      chat,
    );
    assert.equal(missing.code, 2);
  });

  it('runs in the real library, where that is installed', async function () {
    // 470 MB with its runtime, so it is no dependency: name a folder in which it was installed.
    const installed = process.env['RATIONALE_TRANSFORMERS'];
    if (installed === undefined) {
      console.log('      RATIONALE_TRANSFORMERS names no folder with @huggingface/transformers: skipped');
      return this.skip();
    }
    await symlink(join(installed, 'node_modules'), join(folder, 'node_modules'));
    const model = join(folder, 'tiny');
    await writeTinyModel(model, ['honest', 'answer', 'dog', 'walk']);
    const embedder = await loadEmbedder(model);
    const [answer, honest, dog] = await embedder.embed(['honest answer', 'an honest person', 'walk the dog']);
    const alike = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()) =>
      a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
    assert.ok(Math.abs(alike(answer, answer) - 1) < 1e-5, 'vectors have length one');
    assert.ok(alike(answer, honest) > alike(answer, dog));
  });
});
