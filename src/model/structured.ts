import type * as Sdk from '@anthropic-ai/sdk';
import type { ZodType } from 'zod';
import { ModelError } from './errors.ts';
import type { StructuredAnswer, StructuredRequest } from './modelClient.ts';
import { knownModel } from './models.ts';
import { assertWhole } from './wholeAnswer.ts';

/** One answer in the form of `schema`. */
export async function structuredAnswer<T>(
  client: Sdk.Anthropic,
  request: StructuredRequest,
  schema: ZodType<T>,
  signal: AbortSignal,
  key: string | null,
): Promise<StructuredAnswer<T>> {
  const { zodOutputFormat } = await import('@anthropic-ai/sdk/helpers/zod');
  const format = zodOutputFormat(schema);
  const known = knownModel(request.model);
  const message = await client.messages.parse(
    {
      ...promptOf(request),
      max_tokens: request.maxTokens,
      output_config: {
        format: {
          ...format,
          parse: (content: string) => parsedOrNull(() => format.parse(unfenced(content))),
        },
        ...(request.effort !== null && known?.effort !== false ? { effort: request.effort } : {}),
      },
      // Not among the SDK's parameters any more, since current models refuse it; the ones that take it answer steadier.
      ...(known?.temperature === true ? { temperature: 0 } : {}),
    },
    { signal },
  );
  // A message that was cut off is told as such, not as one of the wrong form.
  assertWhole(message, 'assessment', key);
  const value = message.parsed_output as T | null;
  if (value === null) {
    throw new ModelError(
      'bad-answer',
      'The model’s answer does not have the form that was asked for, so it was not kept. Try again, or choose another model.',
    );
  }
  const { usage } = message;
  const storedTokens = usage.cache_creation_input_tokens ?? 0;
  const reusedTokens = usage.cache_read_input_tokens ?? 0;
  return {
    value,
    model: message.model,
    responseId: message.id,
    usage: {
      inputTokens: usage.input_tokens + storedTokens + reusedTokens,
      outputTokens: usage.output_tokens,
      storedTokens,
      reusedTokens,
    },
  };
}

/** The provider's count of the prompt's tokens. */
export async function countPrompt(
  client: Sdk.Anthropic,
  request: Omit<StructuredRequest, 'shared'> & { readonly shared: string | null },
  signal: AbortSignal,
): Promise<number> {
  const { input_tokens } = await client.messages.countTokens(promptOf(request), { signal });
  if (!Number.isFinite(input_tokens)) {
    throw new ModelError('bad-answer', 'The server’s count of tokens is not a number.');
  }
  return input_tokens;
}

function promptOf(request: Omit<StructuredRequest, 'shared'> & { readonly shared: string | null }) {
  return {
    model: request.model,
    system: [
      { type: 'text', text: request.system },
      // All up to here is the same for every response of a dataset.
      ...(request.shared === null
        ? []
        : [{ type: 'text' as const, text: request.shared, cache_control: { type: 'ephemeral' as const } }]),
    ],
    messages: [{ role: 'user', content: request.user }],
  } satisfies Sdk.Anthropic.MessageCountTokensParams;
}

/** Servers that know nothing of forms may still answer with the right JSON, often between fences. */
function unfenced(content: string): string {
  return content.trim().replace(/^```(?:json)?\s*\n([\s\S]*)\n```$/, '$1');
}

function parsedOrNull<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch {
    return null;
  }
}
