import * as vscode from 'vscode';
import { findingSentence } from '../core/assess/findingSentences.ts';
import { FINDING_TITLES } from '../core/assess/titles.ts';
import { type CitationServices, citationNotes, citationsOf } from './citations.ts';
import type { RecordArgument } from './commands/context.ts';
import type { Datasets } from './datasets.ts';
import { FindingRanges } from './findingRanges.ts';
import type { OpenFinding, OpenFindings } from './openFindings.ts';
import { readLine } from './records.ts';
import type { Rewriter } from './rewriter.ts';

/** Over a flagged span: what the finding says and the passage that says why it matters. */
export class Hovers implements vscode.HoverProvider {
  readonly #datasets: Datasets;
  readonly #findings: OpenFindings;
  readonly #rewriter: Rewriter;
  readonly #citing: CitationServices;

  constructor(datasets: Datasets, findings: OpenFindings, rewriter: Rewriter, citing: CitationServices) {
    this.#citing = citing;
    this.#datasets = datasets;
    this.#findings = findings;
    this.#rewriter = rewriter;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | null> {
    const model = this.#datasets.get(document.uri);
    if (model === undefined) return null;
    const { source } = model;
    const line = source.lineAt(position);
    const ranges = new FindingRanges(model, line);
    const rangeOf = ({ finding, assessment }: OpenFinding) => ranges.of(assessment.response, finding);
    const here = this.#findings.of(model, line).filter((one) => rangeOf(one).contains(position));
    const [first] = here;
    if (first === undefined) return null;
    const { record } = readLine(model, line);
    const response = record?.transcript.responses.find(({ id }) => id === first.assessment.response);
    if (record === null || response === undefined) return null;
    const [best] = await this.#rewriter.passages(record, response);

    const text = new vscode.MarkdownString();
    text.isTrusted = {
      enabledCommands: [
        'rationale.reviewRecord',
        'rationale.rewriteResponse',
        'rationale.dismissFinding',
        'rationale.showPassage',
      ],
    };
    for (const { finding } of here) {
      text
        .appendMarkdown(`**${FINDING_TITLES[finding.code]}**  \n`)
        .appendText(`${findingSentence(finding.message)}\n`);
    }
    if (best !== undefined) {
      // The passage is untrusted: as text inside a quotation, never as markup.
      text
        .appendMarkdown('\n\n> ')
        .appendText(`${best.passage.heading.at(-1) ?? ''}: ${best.passage.text.slice(0, 600)}`);
    }
    for (const note of citationNotes(await citationsOf(this.#citing, record, response.id))) {
      text.appendMarkdown('\n\n').appendText(note);
    }
    const argument: RecordArgument = {
      uri: document.uri.toString(),
      line,
      response: response.id,
    };
    const link = (title: string, command: string) =>
      `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
    text.appendMarkdown(
      `\n\n${[
        link(vscode.l10n.t('Review'), 'rationale.reviewRecord'),
        link(vscode.l10n.t('Rewrite'), 'rationale.rewriteResponse'),
        link(vscode.l10n.t('Dismiss…'), 'rationale.dismissFinding'),
        link(vscode.l10n.t('Passages'), 'rationale.showPassage'),
      ].join(' · ')}`,
    );
    return new vscode.Hover(text, rangeOf(first));
  }
}
