import * as vscode from 'vscode';

interface Question<T extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder?: string;
  readonly items: readonly T[];
  /** Whether any number of items is an answer. */
  readonly many?: boolean;
  /** What to call an answer that was typed; absent where the items are all the answers there are. */
  readonly own?: string;
}

export interface Answer<T> {
  readonly picked: readonly T[];
  /** What was typed, where that is the answer; else empty. */
  readonly typed: string;
}

/**
 * Questions that are asked one after another in one box. Between two boxes the keyboard goes back to the panel, where letters
 * decide something.
 */
export class OneBox implements vscode.Disposable {
  readonly #picker = vscode.window.createQuickPick();
  #hidden = false;
  #onAccept = () => {};
  #onTyped = () => {};
  #onHide = () => {};

  constructor() {
    this.#picker.ignoreFocusOut = true;
    this.#picker.onDidAccept(() => this.#onAccept());
    this.#picker.onDidChangeValue(() => this.#onTyped());
    this.#picker.onDidHide(() => {
      this.#hidden = true;
      this.#onHide();
    });
  }

  /** @returns undefined where the curator gave up, now or at a question before. */
  ask<T extends vscode.QuickPickItem>(question: Question<T>): Promise<Answer<T> | undefined> {
    if (this.#hidden) return Promise.resolve(undefined);
    const { title, placeholder, items, many = false, own } = question;
    const picker = this.#picker;
    const offer = () => {
      const typed = own === undefined ? '' : picker.value.trim();
      picker.items =
        typed === '' ? items : [{ label: typed, description: own ?? '', alwaysShow: true }, ...items];
    };
    picker.title = title;
    picker.placeholder = placeholder;
    picker.canSelectMany = many;
    picker.value = '';
    offer();
    picker.show();
    return new Promise((resolve) => {
      this.#onTyped = own === undefined ? () => {} : offer;
      this.#onHide = () => resolve(undefined);
      this.#onAccept = () => {
        // Enter may have been pressed on the question before, whose items are still the selected ones then.
        const selected = picker.selectedItems.filter((item) => picker.items.includes(item));
        const picked = items.filter((item) => selected.includes(item));
        const typed =
          picked.length > 0 || own === undefined ? '' : (selected[0]?.label ?? picker.value).trim();
        if (!many && picked.length === 0 && typed === '') return;
        this.#onAccept = () => {};
        resolve({ picked, typed });
      };
    });
  }

  dispose(): void {
    this.#picker.dispose();
  }
}
