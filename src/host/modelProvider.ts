import * as vscode from 'vscode';
import { UserError } from '../core/errors.ts';
import { isLoopback } from '../model/baseUrl.ts';
import type { ModelClient } from '../model/modelClient.ts';
import { DEFAULT_MODEL } from '../model/models.ts';
import type { ProviderView } from '../protocol/panel.ts';
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
  #hasKey = false;

  /** @param isTrusted whether anything may be sent from this workspace */
  constructor(
    secrets: vscode.SecretStorage,
    settings: Settings,
    isTrusted: () => boolean = () => vscode.workspace.isTrusted,
  ) {
    this.#secrets = secrets;
    this.#isTrusted = isTrusted;
    this.#settings = settings;
    this.#disposables.add(
      secrets.onDidChange((event) => {
        if (event.key === KEY_NAME) void this.#lookForKey();
      }),
    );
    for (const setting of [settings.model, settings.baseUrl]) {
      this.#disposables.add(setting.onDidChange(() => this.#changed.fire()));
    }
    this.#disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()));
    void this.#lookForKey();
  }

  get model(): string {
    return this.#settings.model.get().trim() || DEFAULT_MODEL;
  }

  get view(): ProviderView {
    const label = this.model === DEMO_MODEL ? 'recorded answers (demo)' : this.model;
    if (!this.#isTrusted()) {
      return {
        label,
        ready: false,
        hint: 'This workspace is not trusted, so nothing is sent to a model. Writing by hand works.',
        action: 'trust',
      };
    }
    if (!this.#hasKey && !isOnThisMachine(this.#baseUrl)) {
      return {
        label,
        ready: false,
        hint: 'Set an API key to ask the model, or write the rewrite by hand.',
        action: 'set-key',
      };
    }
    return { label, ready: true, hint: null, action: null };
  }

  /** @throws UserError when nothing may be sent from this workspace, or there is no key to send it with. */
  async client(): Promise<ModelClient> {
    if (!this.#isTrusted()) {
      throw new UserError(
        'This workspace is not trusted, so nothing is sent to a model. Trust it first: run “Workspaces: Manage Workspace Trust”.',
      );
    }
    const baseUrl = this.#baseUrl;
    // A server on this machine needs no key, and is given none: the key is for the provider.
    const apiKey = isOnThisMachine(baseUrl) ? null : ((await this.#secrets.get(KEY_NAME)) ?? null);
    const { createAnthropicClient } = await import('../model/anthropicClient.ts');
    return createAnthropicClient({ apiKey, baseUrl });
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
