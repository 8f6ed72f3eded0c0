import type * as Sdk from '@anthropic-ai/sdk';
import { ModelError, quote } from './errors.ts';
import { brokenOff } from './failures.ts';

/** What was asked for, for messages that say what to do instead. */
export type Purpose = 'rewrite' | 'assessment';

const INSTEAD: Readonly<Record<Purpose, string>> = {
  rewrite:
    'The model declined to write this rewrite. Try again with an instruction, choose another model, or write it by hand.',
  assessment: 'The model declined to assess this response. Choose another model, or label it yourself.',
};

/** @throws ModelError when the message is no whole answer: declined, cut off, broken off. */
export function assertWhole(
  message: Pick<Sdk.Anthropic.Message, 'stop_reason' | 'stop_details'>,
  purpose: Purpose,
  key: string | null,
): void {
  switch (message.stop_reason) {
    case 'end_turn':
    case 'stop_sequence':
      return;
    case 'refusal': {
      const explanation = message.stop_details?.explanation ?? null;
      const why = explanation === null ? '' : ` It said: “${quote(explanation, key)}”`;
      throw new ModelError('refusal', `${INSTEAD[purpose]}${why}`);
    }
    case 'max_tokens':
      throw new ModelError(
        'cut-off',
        'The answer reached the limit of tokens before its end, so it was not kept. Raise the setting rationale.maxTokens (thinking counts too), or lower the effort.',
      );
    case 'model_context_window_exceeded':
      throw new ModelError(
        'cut-off',
        'The record and the answer together are too long for the model, so the answer was not kept. Choose a model with a larger context.',
      );
    case null:
      throw brokenOff();
    default:
      throw new ModelError(
        'bad-answer',
        `The model stopped in a way that no ${purpose} does (${quote(String(message.stop_reason), key)}). Try again.`,
      );
  }
}
