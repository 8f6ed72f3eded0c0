import type { APIError } from '@anthropic-ai/sdk';
import type { ModelAddress } from './baseUrl.ts';
import { ModelError, quote } from './errors.ts';
import type { ModelFault } from './modelClient.ts';
import type { Exchange } from './watchedFetch.ts';

/** What a failure is told with. */
export interface FailureContext {
  readonly address: ModelAddress;
  readonly key: string | null;
  readonly model: string;
  readonly exchange: Exchange;
}

/** The error of an answer with a status, or of an `error` event in the middle of a stream (no status then). */
export function apiFailure(error: APIError, context: FailureContext): ModelError {
  const { address, key, model, exchange } = context;
  const { status, type } = error;
  const said = error.apiMessage === null ? '' : ` It said: “${quote(error.apiMessage, key)}”`;
  const name = `${address.url}`;
  if (exchange.page) {
    return new ModelError(
      status === 407 || status === 511 ? 'no-network' : faultOfStatus(status),
      `A web page with status ${status} came instead of a model’s answer, which is what a proxy, a firewall or a sign-in page does. Check the network and the base URL (${name}).`,
    );
  }
  if (status === 401 || type === 'authentication_error') {
    return new ModelError(
      'bad-key',
      `${key === null ? `${name} wants an API key, and none is set` : `The API key was not accepted by ${name}`}. Run “Rationale: Set API Key” and enter a valid one.`,
    );
  }
  if (status === 402 || type === 'billing_error' || /credit balance/i.test(error.apiMessage ?? '')) {
    return new ModelError(
      'forbidden',
      `The account of the API key cannot pay for the request. Check its billing with the provider.${said}`,
    );
  }
  if (status === 403 || type === 'permission_error') {
    return new ModelError(
      'forbidden',
      `The API key may not do this. Ask the owner of the account for access, or choose another model.${said}`,
    );
  }
  if (
    status === 413 ||
    /prompt is too long|context window|exceed[^.]*context/i.test(error.apiMessage ?? '')
  ) {
    return new ModelError(
      'too-large',
      `The record is too large for the model ${model}. Choose a model with a larger context, or rewrite the response by hand.${said}`,
    );
  }
  if (status === 404 || type === 'not_found_error') {
    return type === 'not_found_error'
      ? new ModelError(
          'unknown-model',
          `${name} has no model “${model}”, or the API key may not use it. Choose another in the setting rationale.model.`,
        )
      : new ModelError(
          // Words of the Messages API are about this request; without them it is the address that is wrong.
          type === null ? 'bad-address' : 'bad-request',
          `${name} has no Messages API, or not this one. Check the base URL.${said}`,
        );
  }
  if (status === 429 || type === 'rate_limit_error') {
    const seconds = retryAfter(error.headers);
    const when = seconds === null ? 'in a minute' : `in ${span(seconds)}`;
    return new ModelError(
      'rate-limit',
      `Too many requests, or too much text, for the account’s limits. Try again ${when}.${said}`,
      seconds,
    );
  }
  if (status === 529 || type === 'overloaded_error') {
    return new ModelError(
      'overload',
      `The provider is overloaded${status === undefined ? ' and broke the answer off' : ''}. Nothing was written. Try again in a minute.`,
      retryAfter(error.headers),
    );
  }
  if (status === 408 || status === 504 || type === 'timeout_error') {
    return new ModelError('timeout', 'The provider took too long to answer. Try again, or lower the effort.');
  }
  if ((status !== undefined && status >= 500) || type === 'api_error') {
    return new ModelError(
      'server',
      `The provider had an error of its own${status === undefined ? '' : ` (status ${status})`}. Nothing was written. Try again.${said}`,
      retryAfter(error.headers),
    );
  }
  if (status === undefined && type === null) {
    return new ModelError(
      'bad-answer',
      `${name} broke the answer off with an error that is not known. Try again.`,
    );
  }
  return new ModelError(
    'bad-request',
    `The request was not accepted${status === undefined ? '' : ` (status ${status})`}.${said} If it is about the request itself, check the settings for model, effort and maximum tokens.`,
  );
}

/** The error of an answer that never began: names, cables, certificates. */
export function connectionFailure(error: unknown, context: FailureContext): ModelError {
  const { address, key } = context;
  const code = causeCode(error);
  if (code !== null && /CERT|SSL|TLS|ISSUER/.test(code)) {
    return new ModelError(
      'no-network',
      `The connection to ${address.url} is not trusted (${quote(code, key)}). A proxy may be in between; install its certificate.`,
    );
  }
  if (code === 'ECONNREFUSED') {
    return new ModelError(
      'no-network',
      address.loopback
        ? `No server answers at ${address.url}. Start it, or change the base URL.`
        : `${address.url} refused the connection. Check the network and the base URL.`,
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new ModelError(
      'no-network',
      `${new URL(address.url).hostname} could not be found. Check the network connection and the base URL.`,
    );
  }
  const failure = new ModelError(
    'no-network',
    `${address.url} could not be reached${code === null ? '' : ` (${quote(code, key)})`}. Check the network connection, and the proxy if there is one, then try again.`,
  );
  // The request may have arrived before the connection was lost.
  failure.mayBePaid = code !== 'UND_ERR_CONNECT_TIMEOUT';
  return failure;
}

/** The code of the system's error at the bottom of a chain of causes, as `ENOTFOUND`; null when there is none. */
function causeCode(error: unknown): string | null {
  let code: string | null = null;
  let current: unknown = error;
  for (let depth = 0; depth < 8 && typeof current === 'object' && current !== null; depth++) {
    if ('code' in current && typeof current.code === 'string') {
      code = current.code;
    }
    // Several addresses of one host tried in vain come as one error that holds the others.
    current =
      current instanceof AggregateError ? current.errors[0] : 'cause' in current ? current.cause : null;
  }
  return code;
}

function faultOfStatus(status: number | undefined): ModelFault {
  if (status === undefined) return 'bad-answer';
  if (status >= 500) return 'server';
  return status === 429 ? 'rate-limit' : status === 401 || status === 403 ? 'forbidden' : 'bad-answer';
}

/** Seconds from `retry-after`, which is a number here; a date would depend on two clocks that may differ. */
function retryAfter(headers: Headers | undefined): number | null {
  const text = headers?.get('retry-after') ?? null;
  const seconds = text === null ? Number.NaN : Number(text);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null;
}

/** A length of time in words. */
export function span(seconds: number): string {
  if (seconds < 120) {
    return seconds === 1 ? '1 second' : `${seconds} seconds`;
  }
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

export function stopped(): ModelError {
  return new ModelError('stopped', 'Stopped. Nothing was written.');
}

export function brokenOff(): ModelError {
  return new ModelError(
    'broken-stream',
    'The connection broke before the answer was whole, so it was not kept. Try again.',
  );
}

export function tooSlow(ms: number, address: ModelAddress): ModelError {
  return new ModelError(
    'timeout',
    `${address.url} did not begin to answer within ${Math.round(ms / 1000)} seconds. Try again, or check the network.`,
  );
}

export function stalled(ms: number): ModelError {
  return new ModelError(
    'timeout',
    `The answer stopped coming for ${Math.round(ms / 1000)} seconds, so it was not kept. Try again.`,
  );
}
