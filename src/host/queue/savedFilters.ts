import * as vscode from 'vscode';

/** A filter that a curator gave a name. */
export interface SavedFilter {
  readonly name: string;
  readonly filter: string;
}

const KEY = 'rationale.savedFilters';

/** Named filters, kept for the workspace. */
export class SavedFilters implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** By name. */
  get all(): readonly SavedFilter[] {
    return this.#memory.get<readonly SavedFilter[]>(KEY, []);
  }

  /** Keeps a filter, in place of the one that had the name. */
  async save({ name, filter }: SavedFilter): Promise<void> {
    const others = this.all.filter((one) => one.name !== name);
    await this.#keep([...others, { name, filter }].sort((a, b) => (a.name < b.name ? -1 : 1)));
  }

  async delete(name: string): Promise<void> {
    await this.#keep(this.all.filter((one) => one.name !== name));
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #keep(filters: readonly SavedFilter[]): Promise<void> {
    await this.#memory.update(KEY, filters.length === 0 ? undefined : filters);
    this.#changed.fire();
  }
}
