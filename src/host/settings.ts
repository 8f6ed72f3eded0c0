import * as vscode from 'vscode';

/** One observable setting, read anew each time so that it is never stale. */
export class Setting<T> implements vscode.Disposable {
  readonly #key: string;
  readonly #fallback: T;
  readonly #accepts: (value: unknown) => boolean;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  /**
   * @param key full name, for example `rationale.model`; `fallback` stands in for a value of the wrong type.
   * @param accepts what is no wrong type; what has the type of the fallback, unless given.
   */
  constructor(
    key: string,
    fallback: T,
    accepts: (value: unknown) => boolean = (value) => typeof value === typeof fallback,
  ) {
    this.#key = key;
    this.#fallback = fallback;
    this.#accepts = accepts;
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(key)) this.#changed.fire();
    });
  }

  get(scope?: vscode.Uri): T {
    const value = vscode.workspace.getConfiguration(undefined, scope ?? null).get<unknown>(this.#key);
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
  readonly constitution = new Setting('rationale.constitution', '');
  readonly concepts = new Setting('rationale.concepts', '');
  readonly embeddingModel = new Setting('rationale.embeddingModel', '');
  readonly inlineAnnotations = new Setting('rationale.inlineAnnotations', true);
  readonly provider = new Setting('rationale.provider', 'anthropic');
  readonly chatModel = new Setting('rationale.chatModel', '');
  readonly model = new Setting('rationale.model', '');
  readonly effort = new Setting('rationale.effort', 'default');
  readonly maxTokens = new Setting('rationale.maxTokens', 8192);
  readonly baseUrl = new Setting('rationale.baseUrl', '');
  readonly judgeMaxCostUsd = new Setting('rationale.judge.maxCostUsd', 5);
  readonly curator = new Setting('rationale.curator', '');
  readonly rewriteSegment = new Setting('rationale.rewrite.segment', 'answer');
  readonly rewriteMaxCostUsd = new Setting('rationale.rewrite.maxCostUsd', 10);
  readonly prefetch = new Setting('rationale.rewrite.prefetch', false);
  /** Null for no limit. */
  readonly prefetchMaxCostUsd = new Setting<number | null>(
    'rationale.rewrite.prefetchMaxCostUsd',
    5,
    (value) => value === null || typeof value === 'number',
  );
  readonly rewriteCandidates = new Setting('rationale.rewrite.candidates', 1);
  readonly instructions = new Setting<object>('rationale.instructions', {});
  readonly prompts = new Setting('rationale.prompts', '');
  readonly advance = new Setting('rationale.advance', 'queue');

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
    ]) {
      setting.dispose();
    }
  }
}
