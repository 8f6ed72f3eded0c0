import * as vscode from 'vscode';
import type { AcceptEntry, CurationEntry, RejectEntry } from '../core/curation/decision.ts';
import { editTarget } from '../core/dataset/editTarget.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { Datasets } from './datasets.ts';
import { readLine } from './records.ts';

export const HISTORY_SCHEME = 'rationale-history';

/**
 * Which text of an entry: what it replaced, or what it put there. Of a rejected proposal, what the response says now, and
 * what the proposal would have put there.
 */
export type HistorySide = 'before' | 'after';

/** An entry of the log that holds a version of a text. */
export type VersionEntry = AcceptEntry | RejectEntry;

export function isVersion(entry: CurationEntry): entry is VersionEntry {
  return entry.type === 'accept' || entry.type === 'accept-edited' || entry.type === 'reject';
}

/** Address of a read-only document with one version of a response's text, from the curation log. */
export function historyUri(
  dataset: vscode.Uri,
  line: number,
  entry: VersionEntry,
  side: HistorySide,
): vscode.Uri {
  return vscode.Uri.from({
    scheme: HISTORY_SCHEME,
    path: `/${side === 'before' ? 'Before' : 'After'}.md`,
    query: JSON.stringify({ dataset: dataset.toString(), line, entry: entry.id, side }),
  });
}

export class HistoryDocuments implements vscode.TextDocumentContentProvider {
  readonly #datasets: Datasets;
  readonly #logs: CurationLogs;

  constructor(datasets: Datasets, logs: CurationLogs) {
    this.#datasets = datasets;
    this.#logs = logs;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { dataset, line, entry, side } = JSON.parse(uri.query) as {
      dataset: string;
      line: number;
      entry: string;
      side: HistorySide;
    };
    const log = this.#logs.for(vscode.Uri.parse(dataset));
    await log.ready;
    const found = log.state.entries().find(({ id }) => id === entry);
    if (found === undefined || !isVersion(found))
      return vscode.l10n.t('The curation log no longer holds this version.\n');
    if (found.type === 'reject')
      return side === 'after' ? found.proposal.text : this.#textNow(dataset, line, found);
    return side === 'before' ? found.before : found.after;
  }
  #textNow(dataset: string, line: number, { response }: VersionEntry): string {
    const model = this.#datasets.get(vscode.Uri.parse(dataset));
    const record = model === undefined ? null : readLine(model, line).record;
    const found = record?.transcript.responses.find(({ id }) => id === response.id);
    return (found === undefined ? null : editTarget(found)?.original) ?? '';
  }
}
