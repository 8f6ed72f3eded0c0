import * as vscode from 'vscode';

/** The values of settings by the place that they are for. VS Code takes half a millisecond to tell one, so they are kept until any changes. */
class SettingValues implements vscode.Disposable {
  readonly #known = new Map<string, unknown>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor() {
    const forget = () => this.#known.clear();
    // A folder that comes or goes has settings of its own.
    const { onDidChangeConfiguration, onDidChangeWorkspaceFolders } = vscode.workspace;
    this.#subscriptions = [onDidChangeConfiguration(forget), onDidChangeWorkspaceFolders(forget)];
  }

  get(key: string, scope: vscode.Uri | undefined): unknown {
    const name = `${key} ${scope?.toString() ?? ''}`;
    if (!this.#known.has(name))
      this.#known.set(name, vscode.workspace.getConfiguration(undefined, scope ?? null).get<unknown>(key));
    return this.#known.get(name);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** One observable setting. */
export class Setting<T> implements vscode.Disposable {
  readonly #values: SettingValues;
  readonly #key: string;
  readonly #fallback: T;
  readonly #accepts: (value: unknown) => boolean;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  /**
   * @param values made before any setting, so that none is told of a change from what was kept before it
   * @param key full name, for example `rationale.model`; `fallback` stands in for a value of the wrong type.
   * @param accepts what is no wrong type; what has the type of the fallback, unless given.
   */
  constructor(
    values: SettingValues,
    key: string,
    fallback: T,
    accepts: (value: unknown) => boolean = (value) => typeof value === typeof fallback,
  ) {
    this.#values = values;
    this.#key = key;
    this.#fallback = fallback;
    this.#accepts = accepts;
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(key)) this.#changed.fire();
    });
  }

  get(scope?: vscode.Uri): T {
    const value = this.#values.get(this.#key, scope);
    return this.#accepts(value) ? (value as T) : this.#fallback;
  }

  async set(value: T | undefined, target: vscode.ConfigurationTarget, scope?: vscode.Uri): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(undefined, scope ?? null);
    // VS Code makes a settings file even to take out of it what is not there.
    if (value === undefined && !isSet(configuration.inspect(this.#key), target)) return;
    await configuration.update(this.#key, value, target);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

interface SetValues {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

function isSet(values: SetValues | undefined, target: vscode.ConfigurationTarget): boolean {
  switch (target) {
    case vscode.ConfigurationTarget.Global:
      return values?.globalValue !== undefined;
    case vscode.ConfigurationTarget.Workspace:
      return values?.workspaceValue !== undefined;
    case vscode.ConfigurationTarget.WorkspaceFolder:
      return values?.workspaceFolderValue !== undefined;
  }
}

/** Every setting of the extension, in one place. */
export class Settings implements vscode.Disposable {
  readonly #values = new SettingValues();
  readonly constitution = new Setting(this.#values, 'rationale.constitution', '');
  readonly concepts = new Setting(this.#values, 'rationale.concepts', '');
  readonly embeddingModel = new Setting(this.#values, 'rationale.embeddingModel', '');
  readonly inlineAnnotations = new Setting(this.#values, 'rationale.inlineAnnotations', true);
  readonly provider = new Setting(this.#values, 'rationale.provider', 'anthropic');
  readonly chatModel = new Setting(this.#values, 'rationale.chatModel', '');
  readonly model = new Setting(this.#values, 'rationale.model', '');
  readonly effort = new Setting(this.#values, 'rationale.effort', 'default');
  readonly maxTokens = new Setting(this.#values, 'rationale.maxTokens', 8192);
  readonly baseUrl = new Setting(this.#values, 'rationale.baseUrl', '');
  readonly judgeMaxCostUsd = new Setting(this.#values, 'rationale.judge.maxCostUsd', 5);
  readonly curator = new Setting(this.#values, 'rationale.curator', '');
  readonly rewriteSegment = new Setting(this.#values, 'rationale.rewrite.segment', 'answer');
  readonly rewriteMaxCostUsd = new Setting(this.#values, 'rationale.rewrite.maxCostUsd', 10);
  readonly prefetch = new Setting(this.#values, 'rationale.rewrite.prefetch', false);
  /** Null for no limit. */
  readonly prefetchMaxCostUsd = new Setting<number | null>(
    this.#values,
    'rationale.rewrite.prefetchMaxCostUsd',
    5,
    (value) => value === null || typeof value === 'number',
  );
  readonly rewriteCandidates = new Setting(this.#values, 'rationale.rewrite.candidates', 1);
  readonly instructions = new Setting<object>(this.#values, 'rationale.instructions', {});
  readonly prompts = new Setting(this.#values, 'rationale.prompts', '');
  readonly advance = new Setting(this.#values, 'rationale.advance', 'queue');

  dispose(): void {
    for (const setting of [
      this.constitution,
      this.concepts,
      this.embeddingModel,
      this.inlineAnnotations,
      this.provider,
      this.chatModel,
      this.model,
      this.effort,
      this.maxTokens,
      this.baseUrl,
      this.judgeMaxCostUsd,
      this.curator,
      this.rewriteSegment,
      this.rewriteMaxCostUsd,
      this.prefetch,
      this.prefetchMaxCostUsd,
      this.rewriteCandidates,
      this.instructions,
      this.prompts,
      this.advance,
      this.#values,
    ]) {
      setting.dispose();
    }
  }
}
