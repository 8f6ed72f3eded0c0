import type { RateLimits } from '../core/bulk/pace.ts';
import type { ModelAddress } from './baseUrl.ts';
import { ModelError, quote } from './errors.ts';
import type { FailureContext } from './failures.ts';
import { rateLimits } from './rateLimits.ts';

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** What is known of one exchange beyond what the SDK tells of it. */
export interface Exchange {
  /** The first thing that went wrong and that the SDK would only report as a failed connection. */
  failure: ModelError | null;
  /** The headers have arrived with a status of success. */
  began: boolean;
  /** The connection broke while the body was being read. */
  cut: boolean;
  /** The error page of a proxy or portal came instead of an answer of the API. */
  page: boolean;
}

/** How an answer comes: event by event, complete, or as a file of lines. */
export type AnswerKind = 'stream' | 'json' | 'lines';

/** Servers name files of lines in many ways; only a page is none. */
const MEDIA_TYPES: Readonly<Record<AnswerKind, string | null>> = {
  stream: 'text/event-stream',
  json: 'application/json',
  lines: null,
};

export function newExchange(): Exchange {
  return { failure: null, began: false, cut: false, page: false };
}

/**
 * `fetch` that follows no redirect, tells an answer from a proxy's page, sees when the connection is cut, and calls `tick`
 * with every piece that arrives. The SDK hides the provider's pings, so silence can only be measured here.
 */
export function watchedFetch(
  exchange: Exchange,
  { address, key }: Pick<FailureContext, 'address' | 'key'>,
  kind: AnswerKind,
  tick: () => void,
  onLimits: (limits: RateLimits) => void = () => {},
): Fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' });
    tick();
    onLimits(rateLimits(response.headers));
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw fail(
        exchange,
        new ModelError(
          'bad-address',
          `${address.url} sends requests on to another address. Set the final address as base URL.`,
        ),
      );
    }
    const named = response.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
    const type = named.toLowerCase();
    exchange.page = type === 'text/html' || type === 'application/xhtml+xml';
    if (response.ok) {
      const wanted = MEDIA_TYPES[kind];
      if (wanted === null ? exchange.page : type !== '' && type !== wanted) {
        await response.body?.cancel();
        throw fail(exchange, wrongType(exchange, address, kind, quote(named, key).slice(0, 60)));
      }
      exchange.began = true;
    }
    return response.body === null
      ? response
      : new Response(watch(response.body, exchange, tick, init?.signal), {
          status: response.status,
          statusText: response.statusText,
          headers: response.headers,
        });
  };
}

function wrongType(exchange: Exchange, address: ModelAddress, kind: AnswerKind, named: string): ModelError {
  return exchange.page
    ? new ModelError(
        'bad-answer',
        `${address.url} answered with a web page instead of a model’s answer, which is what a proxy or a sign-in page does. Check the network and the base URL.`,
      )
    : new ModelError(
        'bad-answer',
        `${address.url} answered with ${named} instead of ${kind === 'stream' ? 'a stream' : 'JSON'}. Check that the base URL belongs to a server that speaks the Messages API.`,
      );
}

function fail(exchange: Exchange, error: ModelError): ModelError {
  exchange.failure ??= error;
  return error;
}

function watch(
  body: ReadableStream<Uint8Array>,
  exchange: Exchange,
  tick: () => void,
  signal: AbortSignal | null | undefined,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let cancelled = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      let piece: ReadableStreamReadResult<Uint8Array>;
      try {
        piece = await reader.read();
      } catch (error) {
        // The SDK aborts the request when it is done with it, which is no cut of the connection.
        exchange.cut = signal?.aborted !== true;
        controller.error(error);
        return;
      }
      tick();
      if (piece.done) {
        // Closing a stream that was cancelled meanwhile throws, and there is nobody left to tell.
        if (!cancelled) controller.close();
      } else {
        controller.enqueue(piece.value);
      }
    },
    cancel(reason) {
      cancelled = true;
      return reader.cancel(reason);
    },
  });
}
