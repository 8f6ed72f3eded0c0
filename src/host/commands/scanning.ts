import { UserError } from '../../core/errors.ts';
import { t } from '../../core/text/translate.ts';
import type { DatasetModel } from '../datasetModel.ts';
import { type CommandContext, type CommandHandler, datasetUri } from './context.ts';

/** Stopping the assessment of a whole dataset, and going on with it. */
export function scanningCommands(context: CommandContext) {
  const modelOf = (argument: unknown): DatasetModel => {
    const model = context.datasets.get(datasetUri(context, argument));
    if (model === undefined) throw new UserError(t('Open a dataset first, then run this command again.'));
    return model;
  };
  return {
    'rationale.stopScan': (argument) => modelOf(argument).stop(),
    'rationale.resumeScan': (argument) => modelOf(argument).resume(),
  } satisfies Record<string, CommandHandler>;
}
