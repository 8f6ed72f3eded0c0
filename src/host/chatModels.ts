import * as vscode from 'vscode';
import { ModelError } from '../model/errors.ts';
import type { ModelClient } from '../model/modelClient.ts';
import { createPlainClient } from '../model/plainClient.ts';

const JUSTIFICATION = vscode.l10n.t(
  'Rationale asks the model for rewrites and assessments of the records that you choose.',
);

/** The part of VS Code's `lm` that is used; what a test puts in its place. */
export type ChatApi = Pick<typeof vscode.lm, 'selectChatModels'>;

/** A model of VS Code's by the name that the log and the setting know it by. */
export function chatName({ vendor, id }: Pick<vscode.LanguageModelChat, 'vendor' | 'id'>): string {
  return `vscode:${vendor}/${id}`;
}

/**
 * The client of one of VS Code's own language models. VS Code asks the person for consent at the first request.
 * @param name as `chatName` writes it; empty for the first that VS Code offers.
 * @throws ModelError when there is no such model.
 */
export async function chatClient(name: string, api: ChatApi = vscode.lm): Promise<ModelClient> {
  const models = await api.selectChatModels();
  const chat = name === '' ? models[0] : models.find((model) => chatName(model) === name);
  if (chat === undefined) {
    throw new ModelError(
      'unknown-model',
      models.length === 0
        ? vscode.l10n.t(
            'VS Code offers no chat model. Install an extension that brings one and sign in to it, or set rationale.provider to “anthropic”.',
          )
        : vscode.l10n.t(
            'VS Code no longer offers {0}. Choose another with “Rationale: Choose Model…”.',
            name,
          ),
    );
  }
  return createPlainClient({
    name: chatName(chat),
    maxInputTokens: chat.maxInputTokens,
    send: (messages, signal) =>
      withToken(signal, async (token) => {
        const answer = await chat.sendRequest(
          messages.map((text) => vscode.LanguageModelChatMessage.User(text)),
          { justification: JUSTIFICATION },
          token,
        );
        return answer.text;
      }),
    countTokens: (text, signal) => withToken(signal, (token) => chat.countTokens(text, token)),
  });
}

/** The token goes on listening after the first answer, since a stream is read with it. */
function withToken<T>(
  signal: AbortSignal,
  work: (token: vscode.CancellationToken) => Thenable<T>,
): Promise<T> {
  const source = new vscode.CancellationTokenSource();
  signal.addEventListener('abort', () => source.cancel(), { once: true });
  return Promise.resolve(work(source.token));
}
