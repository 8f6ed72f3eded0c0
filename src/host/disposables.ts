import type * as vscode from 'vscode';

/** Collects what must be released together; `dispose` releases in reverse order and is safe to call twice. */
export class Disposables implements vscode.Disposable {
  readonly #items: vscode.Disposable[] = [];
  #disposed = false;

  /** Takes ownership of `item`; when already disposed, releases it at once. */
  add<T extends vscode.Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const item of this.#items.splice(0).reverse()) item.dispose();
  }
}
