import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Embedder } from '../core/constitution/embedded.ts';
import { UserError } from '../core/errors.ts';

const LIBRARY = '@huggingface/transformers';

/** Files that a model may be in, and what the library calls their precision. */
const PRECISIONS = [
  ['model.onnx', 'fp32'],
  ['model_quantized.onnx', 'q8'],
  ['model_fp16.onnx', 'fp16'],
] as const;

/** What of the library is used. */
interface Transformers {
  readonly env: {
    allowRemoteModels: boolean;
    allowLocalModels: boolean;
    localModelPath: string;
    useFSCache: boolean;
  };
  pipeline(
    task: 'feature-extraction',
    model: string,
    options: { readonly dtype: string },
  ): Promise<
    (
      texts: readonly string[],
      options: { readonly pooling: 'mean'; readonly normalize: true },
    ) => Promise<{ readonly data: ArrayLike<number>; readonly dims: readonly number[] }>
  >;
}

/**
 * Loads an embedding model from a folder in the layout of transformers.js (`config.json`, `tokenizer.json`, `onnx/…`). The
 * library is too large to ship: it is looked for in `node_modules` of the folder and of those above it. Nothing is loaded
 * over the network.
 * @throws UserError when the folder holds no model, or the library is not installed or cannot read it.
 */
export async function loadEmbedder(folder: string): Promise<Embedder> {
  if (!isAbsolute(folder))
    throw new UserError(`Give the embedding model’s folder as an absolute path, not “${folder}”.`);
  for (const name of ['config.json', 'tokenizer.json'])
    if (!existsSync(join(folder, name)))
      throw new UserError(`“${folder}” holds no embedding model: there is no ${name}.`);
  const precision = PRECISIONS.find(([name]) => existsSync(join(folder, 'onnx', name)));
  if (precision === undefined)
    throw new UserError(`“${folder}” holds no embedding model: there is no onnx/model.onnx.`);
  const { env, pipeline } = await loadLibrary(folder);
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = `${dirname(folder)}/`;
  env.useFSCache = false;
  try {
    const extract = await pipeline('feature-extraction', basename(folder), { dtype: precision[1] });
    return {
      embed: async (texts) => {
        const { data, dims } = await extract(texts, { pooling: 'mean', normalize: true });
        const size = dims.at(-1) ?? 0;
        return texts.map((_, i) =>
          Float32Array.from({ length: size }, (_value, k) => data[i * size + k] ?? 0),
        );
      },
    };
  } catch (error) {
    throw new UserError(
      `The embedding model in “${folder}” could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function loadLibrary(folder: string): Promise<Transformers> {
  let path: string;
  try {
    path = createRequire(join(folder, 'model.js')).resolve(LIBRARY);
  } catch {
    throw new UserError(
      `The library ${LIBRARY} is not installed where the embedding model can use it. Run “npm install ${LIBRARY}” in ${dirname(folder)}.`,
    );
  }
  const loaded = (await import(pathToFileURL(path).href)) as Transformers & {
    readonly default?: Transformers;
  };
  // A CommonJS build comes as the default export.
  return typeof loaded.pipeline === 'function' ? loaded : (loaded.default ?? loaded);
}
