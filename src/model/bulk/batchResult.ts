import type * as Sdk from '@anthropic-ai/sdk';
import type { BulkUsage } from '../../core/bulk/ask.ts';
import { ModelError, quote } from '../errors.ts';
import { answerOf, usageOf } from '../message.ts';
import type { BatchResult } from './bulkClient.ts';

type Line = Sdk.Anthropic.Messages.MessageBatchIndividualResponse;

/** One line of a batch's results; null where it is none. */
export function resultOf(value: unknown, key: string | null): BatchResult | null {
  if (typeof value !== 'object' || value === null) return null;
  const { custom_id: customId, result } = value as Partial<Line>;
  if (typeof customId !== 'string' || typeof result !== 'object' || result === null) return null;
  switch (result.type) {
    case 'succeeded':
      return { customId, outcome: attemptOf(result.message, key) };
    case 'errored':
      return { customId, outcome: { ok: false, error: errorOf(result, key), paid: 'none' } };
    case 'expired':
    case 'canceled':
      return { customId, outcome: { ok: false, ended: result.type } };
    default:
      return null;
  }
}

function attemptOf(message: Sdk.Anthropic.Message, key: string | null): BatchResult['outcome'] {
  let paid: BulkUsage | null = null;
  try {
    paid = usageOf(message);
    const { text, model, responseId, usage } = answerOf(message, key);
    return { ok: true, text, model, answerId: responseId, usage };
  } catch (error) {
    const failure =
      error instanceof ModelError
        ? error
        : new ModelError('bad-answer', 'The answer could not be understood, so it was not kept.');
    return { ok: false, error: failure, paid };
  }
}

function errorOf(result: Sdk.Anthropic.Messages.MessageBatchErroredResult, key: string | null): ModelError {
  const error = result.error?.error as { readonly type?: unknown; readonly message?: unknown } | undefined;
  const said = typeof error?.message === 'string' ? ` It said: “${quote(error.message, key)}”` : '';
  return new ModelError(
    error?.type === 'invalid_request_error' ? 'bad-request' : 'server',
    `The provider could not answer this request of the batch.${said}`,
  );
}
