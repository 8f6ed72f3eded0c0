import type * as Sdk from '@anthropic-ai/sdk';
import type { RateLimits } from '../core/bulk/pace.ts';
import { type ModelAddress, readBaseUrl } from './baseUrl.ts';
import { ModelError } from './errors.ts';
import {
  apiFailure,
  brokenOff,
  connectionFailure,
  type FailureContext,
  stalled,
  stopped,
  tooSlow,
} from './failures.ts';
import { type AnswerKind, type Exchange, newExchange, watchedFetch } from './watchedFetch.ts';

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

/** How one exchange is made. */
export interface CallOptions {
  readonly model: string;
  readonly kind: AnswerKind;
  readonly signal: AbortSignal;
  /** False for callers that decide themselves whether to try again. */
  readonly retry: boolean;
  /** Gets what the headers say of the account's limits. */
  readonly onLimits?: (limits: RateLimits) => void;
}

/** Makes one exchange with the API and turns everything that can go wrong into a ModelError. */
export type Call = <T>(options: CallOptions, task: Task<T>) => Promise<T>;

const TIMEOUT_MS = 120_000;
const IDLE_TIMEOUT_MS = 90_000;
const RETRY_DELAY_MS = 800;

/**
 * The way to one server. The SDK is loaded at the first call, and takes neither key nor address from files or from the
 * environment: only what is given here is used. (Headers that a user set in ANTHROPIC_CUSTOM_HEADERS are sent, but no
 * credentials among them to a server that is asked without a key.)
 * @throws UserError when the base URL is not acceptable.
 */
export function apiCall(options: AnthropicClientOptions): Call {
  const address = readBaseUrl(options.baseUrl);
  const key = options.apiKey === null || options.apiKey.trim() === '' ? null : options.apiKey.trim();
  return async ({ model, kind, signal, retry, onLimits = () => {} }, task) => {
    const timing: Timing = {
      onLimits,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      idleTimeoutMs: options.idleTimeoutMs ?? IDLE_TIMEOUT_MS,
    };
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
      const context: FailureContext = { address, key, model, exchange };
      try {
        return await ask(sdk, context, kind, timing, signal, task);
      } catch (error) {
        const failure = toModelError(sdk, error, context, signal);
        failure.mayBePaid ||= exchange.began && kind !== 'lines';
        // Once an answer has begun it is paid for and partly shown, so only the curator may ask for another.
        const again =
          retry &&
          attempt === 1 &&
          !exchange.began &&
          ['overload', 'server', 'no-network'].includes(failure.fault);
        if (!again || failure.retryAfterSeconds !== null) {
          throw failure;
        }
        await pause(options.retryDelayMs ?? RETRY_DELAY_MS, signal);
      }
    }
  };
}

/** One exchange with the API; `running` is aborted when nobody waits for it any more. */
export type Task<T> = (client: Sdk.Anthropic, running: AbortSignal, context: FailureContext) => Promise<T>;

interface Timing {
  readonly onLimits: (limits: RateLimits) => void;
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
}

async function ask<T>(
  sdk: typeof Sdk,
  context: FailureContext,
  kind: AnswerKind,
  timing: Timing,
  signal: AbortSignal,
  task: Task<T>,
): Promise<T> {
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
  // An answer that is not streamed begins when it is complete, so it may take as long as one that is.
  const patience = kind === 'json' ? timing.timeoutMs + timing.idleTimeoutMs : timing.timeoutMs;
  let timer = setTimeout(() => stop(tooSlow(patience, address)), patience);
  const tick = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop(stalled(timing.idleTimeoutMs)), timing.idleTimeoutMs);
  };
  try {
    const client = newClient(sdk, address, key, watchedFetch(exchange, context, kind, tick, timing.onLimits));
    return await Promise.race([task(client, controller.signal, context), gaveUp]);
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
