import * as vscode from 'vscode';
import { shapesOf } from '../core/dataset/readChoice.ts';
import type { Variant } from '../core/dataset/shapes/shape.ts';
import type { Segment, Transcript } from '../core/dataset/transcript.ts';
import type { DatasetModel } from './datasetModel.ts';
import type { Datasets } from './datasets.ts';
import { readLine } from './records.ts';

export const VARIANTS_SCHEME = 'rationale-variants';

/** The chats that a record holds: the paths of a tree, the samples of an answer. Empty where there is only one. */
export function variantsOf(model: DatasetModel, line: number): readonly Variant[] {
  const { record } = readLine(model, line);
  if (record === null) return [];
  const shape = shapesOf(model.choice).find(({ name }) => name === record.transcript.shape);
  return shape?.variants?.(JSON.parse(record.text.replace(/^\uFEFF/, ''))) ?? [];
}

/** Address of a read-only document with one of them. */
export function variantUri(dataset: vscode.Uri, line: number, variant: number): vscode.Uri {
  return vscode.Uri.from({
    scheme: VARIANTS_SCHEME,
    path: `/Record at line ${line + 1}, chat ${variant + 1}.md`,
    query: JSON.stringify({ dataset: dataset.toString(), line, variant }),
  });
}

export class VariantDocuments implements vscode.TextDocumentContentProvider {
  readonly #datasets: Datasets;

  constructor(datasets: Datasets) {
    this.#datasets = datasets;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const { dataset, line, variant } = JSON.parse(uri.query) as {
      dataset: string;
      line: number;
      variant: number;
    };
    const model = this.#datasets.get(vscode.Uri.parse(dataset));
    const found = model === undefined ? undefined : variantsOf(model, line)[variant];
    const transcript = found?.read() ?? null;
    return found === undefined || transcript === null
      ? vscode.l10n.t('The record is no longer open. Open its dataset and ask for its other chats again.\n')
      : `# ${found.title}\n\n${turnsOf(transcript).join('\n\n')}\n`;
  }
}

function turnsOf({ system, turns }: Transcript): readonly string[] {
  return [
    ...(system.length === 0 ? [] : [`## system\n\n${textOf(system)}`]),
    ...turns.map(({ speaker, segments }) => `## ${speaker}\n\n${textOf(segments)}`),
  ];
}

function textOf(segments: readonly Segment[]): string {
  return segments
    .map(({ kind, label, text }) => (kind === 'text' ? text : `[${label ?? kind}]\n${text}`))
    .join('\n\n');
}
