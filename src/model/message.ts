import type * as Sdk from '@anthropic-ai/sdk';
import { ModelError } from './errors.ts';
import type { ModelAnswer, ModelRequest, SharedUsage } from './modelClient.ts';
import { knownModel } from './models.ts';
import { assertWhole } from './wholeAnswer.ts';

/** A request as the API takes it. */
export function bodyOf(request: ModelRequest): Sdk.Anthropic.MessageCreateParamsNonStreaming {
  const known = knownModel(request.model);
  return {
    model: request.model,
    max_tokens: request.maxTokens,
    system:
      request.keepSystem === true
        ? [{ type: 'text', text: request.system, cache_control: { type: 'ephemeral' } }]
        : request.system,
    messages: [{ role: 'user', content: request.user }],
    ...(request.effort !== null && known?.effort !== false
      ? { output_config: { effort: request.effort } }
      : {}),
    ...(known?.askForThinking === true ? { thinking: { type: 'adaptive' } } : {}),
  };
}

/** @throws ModelError when the message is no whole answer with text. */
export function answerOf(message: Sdk.Anthropic.Message, key: string | null): ModelAnswer {
  assertWhole(message, 'rewrite', key);
  const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  if (text.trim() === '') {
    throw new ModelError('bad-answer', 'The model answered without any text. Try again.');
  }
  return { text, model: message.model, responseId: message.id, usage: usageOf(message) };
}

/** Tokens as the provider counted them, of a message that need not be whole. */
export function usageOf({ usage }: Pick<Sdk.Anthropic.Message, 'usage'>): SharedUsage {
  const storedTokens = usage.cache_creation_input_tokens ?? 0;
  const reusedTokens = usage.cache_read_input_tokens ?? 0;
  return {
    inputTokens: usage.input_tokens + storedTokens + reusedTokens,
    outputTokens: usage.output_tokens,
    storedTokens,
    reusedTokens,
  };
}
