import * as vscode from 'vscode';
import { type RewriteSegment, rewriteSegment } from '../core/rewrite/targets.ts';
import { Disposables } from './disposables.ts';
import type { Settings } from './settings.ts';

/** What rewrites of a dataset replace: as the curator chose for it, else as the settings say. */
export class SegmentChoice implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #settings: Settings;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento, settings: Settings) {
    this.#state = state;
    this.#settings = settings;
    this.#disposables.add(settings.rewriteSegment.onDidChange(() => this.#changed.fire()));
  }

  for(dataset: vscode.Uri): RewriteSegment {
    return rewriteSegment(this.chosen(dataset) ?? this.setting(dataset));
  }

  /** What the settings say, for datasets with no choice of their own. */
  setting(dataset: vscode.Uri): RewriteSegment {
    return rewriteSegment(this.#settings.rewriteSegment.get(dataset));
  }

  /** The dataset's own choice; null where it follows the settings. */
  chosen(dataset: vscode.Uri): RewriteSegment | null {
    const kept = this.#state.get<unknown>(keyOf(dataset));
    return kept === undefined ? null : rewriteSegment(kept);
  }

  async choose(dataset: vscode.Uri, segment: RewriteSegment | null): Promise<void> {
    await this.#state.update(keyOf(dataset), segment ?? undefined);
    this.#changed.fire();
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function keyOf(dataset: vscode.Uri): string {
  return `rationale.segment:${dataset.toString()}`;
}
