import type * as Sdk from '@anthropic-ai/sdk';
import { type ModelAddress, readBaseUrl } from './baseUrl.ts';
import { ModelError, quote } from './errors.ts';
import { apiFailure, connectionFailure, type FailureContext } from './failures.ts';
import type { ModelAnswer, ModelClient, ModelRequest } from './modelClient.ts';
import { knownModel } from './models.ts';
import { type Exchange, newExchange, watchedFetch } from './watchedFetch.ts';

export interface AnthropicClientOptions {
  /** Null when none is set; a server on this machine is asked without one. */
  readonly apiKey: string | null;
  /** A server that speaks the Messages API; null for Anthropic's own. */
  readonly baseUrl: string | null;
  /** Longest wait for the answer to begin, milliseconds. */
  readonly timeoutMs?: number;
  /** Longest silence once it has begun, milliseconds; the provider's pings break a silence. */
  readonly idleTimeoutMs?: number;
  /** Wait before the one retry of a request that failed before its answer began, milliseconds. */
  readonly retryDelayMs?: number;
}

const TIMEOUT_MS = 120_000;
const IDLE_TIMEOUT_MS = 90_000;
const RETRY_DELAY_MS = 800;

/**
 * A client of the Messages API. The SDK is loaded at the first answer, and takes neither key nor address from files or
 * from the environment: only what is given here is used. (Headers that a user set in ANTHROPIC_CUSTOM_HEADERS are sent,
 * but no credentials among them to a server that is asked without a key.)
 * @throws UserError when the base URL is not acceptable.
 */
export function createAnthropicClient(options: AnthropicClientOptions): ModelClient {
  const address = readBaseUrl(options.baseUrl);
  const key = options.apiKey === null || options.apiKey.trim() === '' ? null : options.apiKey.trim();
  const timing: Timing = {
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    idleTimeoutMs: options.idleTimeoutMs ?? IDLE_TIMEOUT_MS,
  };
  return {
    async answer(request, onText, signal) {
      throwIfStopped(signal);
      if (key === null && !address.loopback) {
        throw new ModelError(
          'no-key',
          'There is no API key. Run “Rationale: Set API Key”, or write the rewrite by hand.',
        );
      }
      if (key !== null && !/^[\x21-\x7e]+$/.test(key)) {
        throw new ModelError(
          'bad-key',
          'The API key holds characters that no key has. Run “Rationale: Set API Key” and enter it again.',
        );
      }
      const sdk = await import('@anthropic-ai/sdk');
      for (let attempt = 1; ; attempt++) {
        const exchange = newExchange();
        const context: FailureContext = { address, key, model: request.model, exchange };
        try {
          return await ask(sdk, context, timing, request, onText, signal);
        } catch (error) {
          const failure = toModelError(sdk, error, context, signal);
          // Once an answer has begun it is paid for and partly shown, so only the curator may ask for another.
          const again =
            attempt === 1 && !exchange.began && ['overload', 'server', 'no-network'].includes(failure.fault);
          if (!again || failure.retryAfterSeconds !== null) {
            throw failure;
          }
          await pause(options.retryDelayMs ?? RETRY_DELAY_MS, signal);
        }
      }
    },
  };
}

interface Timing {
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
}

async function ask(
  sdk: typeof Sdk,
  context: FailureContext,
  timing: Timing,
  request: ModelRequest,
  onText: (piece: string) => void,
  signal: AbortSignal,
): Promise<ModelAnswer> {
  throwIfStopped(signal);
  const { address, key, exchange } = context;
  const controller = new AbortController();
  let giveUp: (error: ModelError) => void = () => {};
  const gaveUp = new Promise<never>((_resolve, reject) => {
    giveUp = reject;
  });
  const stop = (error: ModelError) => {
    exchange.failure ??= error;
    controller.abort();
    // Not left to the SDK: whatever it waits for, a person who stops is answered at once.
    giveUp(error);
  };
  const onAbort = () => stop(stopped());
  signal.addEventListener('abort', onAbort, { once: true });
  let timer = setTimeout(() => stop(tooSlow(timing.timeoutMs, address)), timing.timeoutMs);
  const tick = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop(stalled(timing.idleTimeoutMs)), timing.idleTimeoutMs);
  };
  try {
    const client = newClient(sdk, address, key, watchedFetch(exchange, address, tick));
    const stream = client.messages.stream(bodyOf(request), { signal: controller.signal });
    stream.on('text', (piece) => {
      if (!controller.signal.aborted) onText(piece);
    });
    const message = await Promise.race([stream.finalMessage(), gaveUp]);
    return answerOf(message, context);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    controller.abort();
  }
}

function newClient(
  sdk: typeof Sdk,
  address: ModelAddress,
  key: string | null,
  fetch: ReturnType<typeof watchedFetch>,
): Sdk.Anthropic {
  /** The SDK looks for credentials in files when it is given none; a server on this machine must not get those. */
  class AnthropicWithoutDefaults extends sdk.Anthropic {
    protected override _shouldResolveDefaultCredentials(): boolean {
      return false;
    }
  }
  return new AnthropicWithoutDefaults({
    apiKey: key,
    authToken: null,
    webhookKey: null,
    baseURL: address.url,
    fetch,
    // Retries are made here: the SDK's wait cannot be stopped and can last a minute.
    maxRetries: 0,
    // The timer here covers the whole exchange.
    timeout: 24 * 60 * 60 * 1000,
    logLevel: 'off',
    openTelemetry: false,
    ...(key === null ? { defaultHeaders: { authorization: null, 'x-api-key': null } } : {}),
  });
}

function bodyOf(request: ModelRequest): Sdk.Anthropic.MessageStreamParams {
  const known = knownModel(request.model);
  return {
    model: request.model,
    max_tokens: request.maxTokens,
    system: request.system,
    messages: [{ role: 'user', content: request.user }],
    ...(request.effort !== null && known?.effort !== false
      ? { output_config: { effort: request.effort } }
      : {}),
    ...(known?.askForThinking === true ? { thinking: { type: 'adaptive' } } : {}),
  };
}

function answerOf(message: Sdk.Anthropic.Message, context: FailureContext): ModelAnswer {
  switch (message.stop_reason) {
    case 'end_turn':
    case 'stop_sequence':
      break;
    case 'refusal': {
      const explanation = message.stop_details?.explanation ?? null;
      const why = explanation === null ? '' : ` It said: “${quote(explanation, context.key)}”`;
      throw new ModelError(
        'refusal',
        `The model declined to write this rewrite. Try again with an instruction, choose another model, or write it by hand.${why}`,
      );
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
        `The model stopped in a way that no rewrite does (${quote(String(message.stop_reason), context.key)}). Try again.`,
      );
  }
  const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  if (text.trim() === '') {
    throw new ModelError('bad-answer', 'The model answered without any text. Try again.');
  }
  const { usage } = message;
  return {
    text,
    model: message.model,
    responseId: message.id,
    usage: {
      inputTokens:
        usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0),
      outputTokens: usage.output_tokens,
    },
  };
}

function toModelError(
  sdk: typeof Sdk,
  error: unknown,
  context: FailureContext,
  signal: AbortSignal,
): ModelError {
  const { exchange } = context;
  if (signal.aborted) {
    return stopped();
  }
  if (exchange.failure !== null) {
    return exchange.failure;
  }
  if (error instanceof ModelError) {
    return error;
  }
  if (error instanceof sdk.APIConnectionError) {
    return connectionFailure(error, context);
  }
  if (exchange.cut) {
    return brokenOff();
  }
  if (error instanceof sdk.APIUserAbortError) {
    return brokenOff();
  }
  if (error instanceof sdk.APIError) {
    return apiFailure(error, context);
  }
  return endedEarly(error, exchange)
    ? brokenOff()
    : new ModelError(
        'bad-answer',
        `The answer from ${context.address.url} could not be understood, so it was not kept. Try again, or check the base URL.`,
      );
}

/** Whether the stream simply ended before the message did; anything else that the SDK throws is about what was in it. */
function endedEarly(error: unknown, exchange: Exchange): boolean {
  return exchange.began && error instanceof Error && /^(?:stream|request) ended without/.test(error.message);
}

function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) {
    throw stopped();
  }
}

function stopped(): ModelError {
  return new ModelError('stopped', 'Stopped. Nothing was written.');
}

function brokenOff(): ModelError {
  return new ModelError(
    'broken-stream',
    'The connection broke before the answer was whole, so it was not kept. Try again.',
  );
}

function tooSlow(ms: number, address: ModelAddress): ModelError {
  return new ModelError(
    'timeout',
    `${address.url} did not begin to answer within ${Math.round(ms / 1000)} seconds. Try again, or check the network.`,
  );
}

function stalled(ms: number): ModelError {
  return new ModelError(
    'timeout',
    `The answer stopped coming for ${Math.round(ms / 1000)} seconds, so it was not kept. Try again.`,
  );
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  throwIfStopped(signal);
  await new Promise<void>((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(stopped());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
