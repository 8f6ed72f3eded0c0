import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { chatClient } from '../../src/host/chatModels.ts';
import { ModelProvider } from '../../src/host/modelProvider.ts';
import { Settings } from '../../src/host/settings.ts';
import { ModelError } from '../../src/model/errors.ts';

const NO_KEY = {
  get: async () => undefined,
  onDidChange: () => ({ dispose: () => {} }),
} as unknown as vscode.SecretStorage;

/** A model as VS Code hands it out, which notes what it was asked and whether it was told to stop. */
function fakeChat(answer: readonly string[]) {
  const tokens: vscode.CancellationToken[] = [];
  const asked: string[] = [];
  const chat = {
    name: 'One',
    id: 'one',
    vendor: 'acme',
    maxInputTokens: 5000,
    countTokens: async (text: string) => text.length,
    sendRequest: async (
      messages: readonly vscode.LanguageModelChatMessage[],
      _options: unknown,
      token: vscode.CancellationToken,
    ) => {
      tokens.push(token);
      for (const { content } of messages)
        for (const part of content) if (part instanceof vscode.LanguageModelTextPart) asked.push(part.value);
      return {
        text: (async function* () {
          yield* answer;
        })(),
      };
    },
  };
  const api = { selectChatModels: async () => [chat as unknown as vscode.LanguageModelChat] };
  return { api, asked, tokens };
}

const REQUEST = { system: 'Be kind.', user: 'Say hello.', model: '', maxTokens: 9, effort: null } as const;

describe('VS Code’s own language models', () => {
  it('answer without a key, and are told to stop', async () => {
    const { api, asked, tokens } = fakeChat(['Hel', 'lo.']);
    const controller = new AbortController();
    const client = await chatClient('vscode:acme/one', api);
    const answer = await client.answer(REQUEST, () => controller.abort(), controller.signal).catch((e) => e);
    assert.ok(answer instanceof ModelError);
    assert.equal(answer.fault, 'stopped');
    assert.deepEqual(asked, ['Be kind.', 'Say hello.']);
    assert.equal(tokens[0]?.isCancellationRequested, true);
    const whole = await client.answer(REQUEST, () => {}, new AbortController().signal);
    assert.deepEqual([whole.text, whole.model], ['Hello.', 'vscode:acme/one']);
  });

  it('that are not there are named', async () => {
    await assert.rejects(chatClient('vscode:acme/two', fakeChat([]).api), /vscode:acme\/two/);
    await assert.rejects(chatClient('', { selectChatModels: async () => [] }), /offers no chat model/);
  });

  it('are asked where the user set them as the provider, and never from an untrusted workspace', async () => {
    const settings = new Settings();
    const { api } = fakeChat(['Hello.']);
    let trusted = true;
    const provider = new ModelProvider(NO_KEY, settings, () => trusted, api);
    try {
      await settings.provider.set('vscode', vscode.ConfigurationTarget.Global);
      assert.equal(provider.view.ready, true);
      const client = await provider.client();
      const { text } = await client.answer(REQUEST, () => {}, new AbortController().signal);
      assert.equal(text, 'Hello.');
      await assert.rejects(provider.bulkClient(), /Messages API/);
      trusted = false;
      await assert.rejects(provider.client(), /not trusted/);
    } finally {
      await settings.provider.set(undefined, vscode.ConfigurationTarget.Global);
      provider.dispose();
      settings.dispose();
    }
  });
});
