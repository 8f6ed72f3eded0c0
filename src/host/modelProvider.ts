import * as vscode from 'vscode';
import { UserError } from '../core/errors.ts';
import { isLoopback } from '../model/baseUrl.ts';
import type { BulkClient } from '../model/bulk/bulkClient.ts';
import type { ModelClient } from '../model/modelClient.ts';
import type { OfferedModel } from '../model/modelList.ts';
import { DEFAULT_MODEL } from '../model/models.ts';
import type { ProviderView } from '../protocol/panel.ts';
import { type ChatApi, chatClient, chatName } from './chatModels.ts';
import { Disposables } from './disposables.ts';
import type { Settings } from './settings.ts';

const KEY_NAME = 'rationale.apiKey';

/** The model name that the demo server of `npm start` goes by. */
const DEMO_MODEL = 'recorded-answers-demo';

/** Hands out model clients and says who would answer. The key stays in SecretStorage and in the client's memory. */
export class ModelProvider implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #settings: Settings;
  readonly #isTrusted: () => boolean;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #chatApi: ChatApi;
  #hasKey = false;
  /** VS Code's own models as they were last listed; null before. */
  #chats: readonly vscode.LanguageModelChat[] | null = null;
  /** The models that the server at an address said it has. */
  #offered: { readonly baseUrl: string | null; readonly models: readonly OfferedModel[] } | null = null;

  /** @param isTrusted whether anything may be sent from this workspace */
  constructor(
    secrets: vscode.SecretStorage,
    settings: Settings,
    isTrusted: () => boolean = () => vscode.workspace.isTrusted,
    chatApi: ChatApi = vscode.lm,
  ) {
    this.#chatApi = chatApi;
    this.#secrets = secrets;
    this.#isTrusted = isTrusted;
    this.#settings = settings;
    this.#disposables.add(
      secrets.onDidChange((event) => {
        if (event.key === KEY_NAME) void this.#lookForKey();
      }),
    );
    for (const setting of [settings.model, settings.baseUrl, settings.chatModel]) {
      this.#disposables.add(setting.onDidChange(() => this.#changed.fire()));
    }
    const lookForChats = () => void this.#lookForChats();
    this.#disposables.add(settings.provider.onDidChange(lookForChats));
    this.#disposables.add(vscode.lm.onDidChangeChatModels(lookForChats));
    this.#disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()));
    void this.#lookForKey();
    lookForChats();
  }

  get model(): string {
    if (this.#usesChats) {
      const [first] = this.#chats ?? [];
      return this.#settings.chatModel.get().trim() || (first === undefined ? 'vscode' : chatName(first));
    }
    return this.#settings.model.get().trim() || DEFAULT_MODEL;
  }

  get view(): ProviderView {
    const label = this.model === DEMO_MODEL ? vscode.l10n.t('recorded answers (demo)') : this.model;
    if (!this.#isTrusted()) {
      return {
        label,
        ready: false,
        hint: vscode.l10n.t(
          'This workspace is not trusted, so nothing is sent to a model. Writing by hand works.',
        ),
        action: 'trust',
      };
    }
    if (this.#usesChats) {
      const hint =
        this.#chats?.length === 0
          ? vscode.l10n.t(
              'VS Code offers no chat model. Install an extension that brings one, or write the rewrite by hand.',
            )
          : null;
      return { label, ready: hint === null, hint, action: null };
    }
    if (!this.#hasKey && !isOnThisMachine(this.#baseUrl)) {
      return {
        label,
        ready: false,
        hint: vscode.l10n.t(
          'Set an API key to ask the model, choose one of VS Code’s own, or write the rewrite by hand.',
        ),
        action: 'set-key',
      };
    }
    return { label, ready: true, hint: null, action: null };
  }

  /** @throws UserError when nothing may be sent from this workspace, or there is no key to send it with. */
  async client(): Promise<ModelClient> {
    this.#checkTrust();
    if (this.#usesChats) return chatClient(this.#settings.chatModel.get().trim(), this.#chatApi);
    const options = await this.#access();
    const { createAnthropicClient } = await import('../model/anthropicClient.ts');
    return createAnthropicClient(options);
  }

  async #access(): Promise<{ readonly apiKey: string | null; readonly baseUrl: string | null }> {
    this.#checkTrust();
    const baseUrl = this.#baseUrl;
    // A server on this machine needs no key, and is given none: the key is for the provider.
    const apiKey = isOnThisMachine(baseUrl) ? null : ((await this.#secrets.get(KEY_NAME)) ?? null);
    return { apiKey, baseUrl };
  }

  /** The same for bulk runs. @throws UserError as `client` does. */
  async bulkClient(): Promise<BulkClient> {
    if (this.#usesChats)
      throw new UserError(
        vscode.l10n.t(
          'Bulk runs need the Messages API, since the limits and prices of VS Code’s own models are not known. Choose another model with “Rationale: Choose Model…”.',
        ),
      );
    const options = await this.#access();
    const { createBulkClient } = await import('../model/bulk/createBulkClient.ts');
    return createBulkClient(options);
  }

  #checkTrust(): void {
    if (this.#isTrusted()) return;
    throw new UserError(
      vscode.l10n.t(
        'This workspace is not trusted, so nothing is sent to a model. Trust it first: run “Workspaces: Manage Workspace Trust”.',
      ),
    );
  }

  /**
   * The models that the server says it has; asked once for each address.
   * @throws UserError when it cannot be asked.
   */
  async offered(): Promise<readonly OfferedModel[]> {
    const access = await this.#access();
    if (this.#offered?.baseUrl !== access.baseUrl) {
      const { listModels } = await import('../model/modelList.ts');
      this.#offered = {
        baseUrl: access.baseUrl,
        models: await listModels(access, new AbortController().signal),
      };
    }
    return this.#offered.models;
  }

  /** VS Code's own language models, whichever provider is set. */
  async chats(): Promise<readonly vscode.LanguageModelChat[]> {
    return this.#chatApi.selectChatModels();
  }

  async setKey(key: string): Promise<void> {
    await this.#secrets.store(KEY_NAME, key);
  }

  async forgetKey(): Promise<void> {
    await this.#secrets.delete(KEY_NAME);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Only the user's own setting counts: a workspace must not choose where a key is sent. */
  get #baseUrl(): string | null {
    const value = vscode.workspace.getConfiguration().inspect<unknown>('rationale.baseUrl')?.globalValue;
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  }

  get #usesChats(): boolean {
    return this.#settings.provider.get() === 'vscode';
  }

  async #lookForChats(): Promise<void> {
    // Listing starts the extensions that bring models, so it is left until somebody wants one.
    this.#chats = this.#usesChats
      ? await this.chats().then(
          (chats) => chats,
          () => [],
        )
      : null;
    if (!this.#disposables.disposed) this.#changed.fire();
  }

  async #lookForKey(): Promise<void> {
    // A keyring that is locked or missing is the same as no key, until a key is asked for.
    this.#hasKey = await this.#secrets.get(KEY_NAME).then(
      (key) => key !== undefined,
      () => false,
    );
    if (!this.#disposables.disposed) this.#changed.fire();
  }
}

/** The same test as the client's, so that a server on this machine is never sent the key. */
function isOnThisMachine(baseUrl: string | null): boolean {
  return baseUrl !== null && URL.canParse(baseUrl) && isLoopback(new URL(baseUrl).hostname);
}
