import { parseFilter } from '../core/curation/filter.ts';
import { UserError } from '../core/errors.ts';
import { strategyNamed } from '../core/rewrite/strategies.ts';
import type { RewriteSegment } from '../core/rewrite/targets.ts';
import { readConstitution } from './constitutionFile.ts';
import type { SourceOptions } from './rewriteSource.ts';
import { refuseInputs } from './samePath.ts';

/** What the command line says of a run. */
export interface RewriteOptions {
  readonly out: string;
  readonly strategy?: string;
  readonly instruction?: string;
  readonly segment: RewriteSegment;
  readonly filter: string;
  readonly candidates: number;
  readonly constitution?: string;
  readonly model: string;
  readonly maxTokens: number;
  readonly effort?: 'low' | 'medium' | 'high';
  readonly concurrency: number;
  readonly batch?: boolean;
  readonly maxCost?: number;
  readonly resume?: boolean;
}

/**
 * What a run over a file is about.
 * @throws UserError when the options do not go together, or a file cannot be read.
 */
export async function sourceOf(file: string, options: RewriteOptions): Promise<SourceOptions> {
  if (file === '-')
    throw new UserError('A run reads its dataset more than once, so name a file and not standard input.');
  await refuseInputs(options.out, [file]);
  const strategy = options.strategy === undefined ? null : strategyNamed(options.strategy);
  const instruction = options.instruction?.trim() || null;
  if (strategy?.name === 'instruct' && instruction === null)
    throw new UserError('The strategy instruct needs --instruction.');
  const { segment, candidates, model, maxTokens, effort } = options;
  const constitution =
    options.constitution === undefined ? null : await readConstitution(options.constitution);
  if (strategy?.name === 'resample' && constitution === null)
    throw new UserError('The strategy resample answers under a constitution, so it needs --constitution.');
  return {
    file,
    filter: parseFilter(options.filter),
    constitution,
    bulk: { strategy, instruction, segment, candidates, model, maxTokens, effort: effort ?? null },
  };
}
