import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/errors.ts';
import { type AnthropicClientOptions, createAnthropicClient } from '../../../src/model/anthropicClient.ts';
import { ModelError } from '../../../src/model/errors.ts';
import type { ModelClient, ModelFault, ModelRequest } from '../../../src/model/modelClient.ts';
import { MessagesServer } from './messagesServer.ts';

export const KEY = 'sk-ant-api03-TopSecret_abcdefghijklmnop-QRST';
export const REQUEST: ModelRequest = {
  system: 'You revise.',
  user: '<original_response>No.</original_response>',
  model: 'claude-opus-5-5',
  maxTokens: 2000,
  effort: 'medium',
};

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** A client and the server that it asks, for the tests of one suite. */
export class ClientHarness {
  readonly server: MessagesServer;

  constructor(server: MessagesServer) {
    this.server = server;
  }

  client(options: Partial<AnthropicClientOptions> = {}): ModelClient {
    return createAnthropicClient({ apiKey: KEY, baseUrl: this.server.url, retryDelayMs: 1, ...options });
  }

  /** The error of a request that has to fail, which must be fit to be shown and must not hold the key. */
  async failure(
    options: Partial<AnthropicClientOptions> = {},
    signal: AbortSignal = never,
    onText: (piece: string) => void = () => {},
  ): Promise<ModelError> {
    const error: unknown = await this.client(options)
      .answer(REQUEST, onText, signal)
      .then(
        () => assert.fail('an answer was given'),
        (reason: unknown) => reason,
      );
    assert.ok(error instanceof ModelError, String(error));
    assert.ok(error instanceof UserError);
    for (const part of [KEY, 'TopSecret', 'abcdefghijklmnop']) {
      assert.ok(
        !`${error.message}${error.stack}${JSON.stringify(error)}`.includes(part),
        'the key is in the error',
      );
    }
    assert.match(error.message, /[.!”)]$/);
    return error;
  }

  async assertFault(
    fault: ModelFault,
    says: RegExp,
    options: Partial<AnthropicClientOptions> = {},
  ): Promise<ModelError> {
    const error = await this.failure(options);
    assert.equal(error.fault, fault, error.message);
    assert.match(error.message, says);
    return error;
  }
}

/** Starts a server before the tests of the suite that calls this and stops it after them. */
export function useClient(): { readonly current: ClientHarness } {
  const holder: { current: ClientHarness } = { current: undefined as unknown as ClientHarness };
  before(async () => {
    holder.current = new ClientHarness(await MessagesServer.start());
  });
  after(async () => {
    await holder.current.server.stop();
  });
  beforeEach(() => {
    holder.current.server.seen.length = 0;
  });
  return holder;
}
