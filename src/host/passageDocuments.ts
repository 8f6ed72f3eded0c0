import * as vscode from 'vscode';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { Constitutions } from './constitutions.ts';
import type { Datasets } from './datasets.ts';
import { readLine } from './records.ts';
import type { Rewriter } from './rewriter.ts';

export const PASSAGES_SCHEME = 'rationale-passages';

/** Address of a read-only document with the passages that bear on one response; they are ranked when it is opened. */
export function passageUri(dataset: vscode.Uri, line: number, response: ResponseId): vscode.Uri {
  return vscode.Uri.from({
    scheme: PASSAGES_SCHEME,
    path: `/Passages for line ${line + 1}.md`,
    query: JSON.stringify({ dataset: dataset.toString(), line, response }),
  });
}

export class PassageDocuments implements vscode.TextDocumentContentProvider {
  readonly #datasets: Datasets;
  readonly #constitutions: Constitutions;
  readonly #rewriter: Rewriter;

  constructor(datasets: Datasets, constitutions: Constitutions, rewriter: Rewriter) {
    this.#datasets = datasets;
    this.#constitutions = constitutions;
    this.#rewriter = rewriter;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { dataset, line, response } = JSON.parse(uri.query) as {
      dataset: string;
      line: number;
      response: ResponseId;
    };
    const model = this.#datasets.get(vscode.Uri.parse(dataset));
    const record = model === undefined ? null : readLine(model, line).record;
    const found = record?.transcript.responses.find(({ id }) => id === response);
    if (record == null || found === undefined) {
      return vscode.l10n.t('The record is no longer open. Open its dataset and follow the link again.\n');
    }
    const { constitution } = await this.#constitutions.for(record.model.uri);
    const ranked = await this.#rewriter.passages(record, found);
    const parts = ranked.map(
      ({ passage }) =>
        `## ${passage.heading.join(' › ') || constitution.name}\n\n${passage.text}\n\n(${passage.id})\n`,
    );
    return `# Passages of “${constitution.name}” that bear on line ${line + 1}\n\n${parts.join('\n')}`;
  }
}
