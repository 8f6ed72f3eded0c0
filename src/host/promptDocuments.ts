import * as vscode from 'vscode';
import type { ResponseId } from '../core/dataset/transcript.ts';
import { UserError } from '../core/errors.ts';
import { estimateTokens } from '../core/judge/estimate.ts';
import { targetKind } from '../core/rewrite/conversation.ts';
import { costUsd } from '../model/models.ts';
import type { Datasets } from './datasets.ts';
import { placeTitle } from './places.ts';
import { type OpenRecord, readLine } from './records.ts';
import type { RewritePlan, Rewriter, RewriteWish } from './rewriter.ts';

export const PROMPT_SCHEME = 'rationale-prompt';

/** Address of a read-only document with what a rewrite would send; it is put together when it is opened. */
export function promptUri(
  dataset: vscode.Uri,
  line: number,
  response: ResponseId,
  { strategy, instruction = null }: RewriteWish,
): vscode.Uri {
  return vscode.Uri.from({
    scheme: PROMPT_SCHEME,
    path: `/What will be sent for line ${line + 1}.md`,
    query: JSON.stringify({ dataset: dataset.toString(), line, response, strategy, instruction }),
  });
}

/** *Show What Will Be Sent*: system and user prompt of a rewrite, how long they are and what it is expected to cost. */
export class PromptDocuments implements vscode.TextDocumentContentProvider {
  readonly #datasets: Datasets;
  readonly #rewriter: Rewriter;

  constructor(datasets: Datasets, rewriter: Rewriter) {
    this.#datasets = datasets;
    this.#rewriter = rewriter;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { dataset, line, response, strategy, instruction } = JSON.parse(uri.query) as {
      dataset: string;
      line: number;
      response: ResponseId;
      strategy?: string;
      instruction: string | null;
    };
    const model = this.#datasets.get(vscode.Uri.parse(dataset));
    const record = model === undefined ? null : readLine(model, line).record;
    if (record === null)
      return vscode.l10n.t('The record is no longer open. Open its dataset and ask again.\n');
    try {
      return describe(record, await this.#rewriter.plan(record, response, { strategy, instruction }));
    } catch (error) {
      if (error instanceof UserError) return vscode.l10n.t('Nothing can be sent: {0}\n', error.message);
      throw error;
    }
  }
}

/** Tokens of thinking, and of a rewrite of a very short answer, that a model writes beside what can be foreseen. */
const OUTPUT_FLOOR = 300;
/** A rewrite shows reasons that its original left out. */
const GROWTH = 1.6;

/** What one candidate is expected to take, from the lengths of the texts. */
export function estimateRewrite({
  request,
  prompt,
  model,
}: Pick<RewritePlan, 'request' | 'prompt' | 'model'>) {
  const original = request.target.original + (request.reasoning?.original ?? '');
  const usage = {
    inputTokens: estimateTokens(prompt.system) + estimateTokens(prompt.user),
    outputTokens: OUTPUT_FLOOR + Math.ceil(estimateTokens(original) * GROWTH),
  };
  return { ...usage, costUsd: costUsd(model, usage) };
}

function describe(record: OpenRecord, plan: RewritePlan): string {
  const { strategy, prompt, model, candidates, request, note } = plan;
  const { inputTokens, outputTokens, costUsd: usd } = estimateRewrite(plan);
  const injected = strategy.injects(request).length > 0 ? request.passages.length : 0;
  const rows = [
    `Strategy: ${strategy.title} (${strategy.promptVersion})`,
    `Model: ${model}`,
    `Changes: ${changedText(plan)}`,
    ...(note === null ? [] : [`Note: ${note}`]),
    ...(injected === 0
      ? []
      : [`${injected} passages stand before the model as a system prompt; they never reach the record`]),
    `Estimated from lengths${candidates > 1 ? `, for each of ${candidates} candidates` : ''}: about ${count(inputTokens)} tokens in and ${count(outputTokens)} out, ${
      usd === null ? 'at a price that is not known' : `about $${usd.toFixed(4)}`
    }`,
    vscode.l10n.t('Nothing is sent before you ask for the rewrite'),
  ];
  return [
    `# What will be sent for ${placeTitle(record.model.source, record.line).toLowerCase()}`,
    rows.map((row) => `- ${row}`).join('\n'),
    '---\n\n# SYSTEM',
    prompt.system,
    '---\n\n# USER',
    prompt.user,
    '',
  ].join('\n\n');
}

function changedText({ request }: RewritePlan): string {
  if (request.reasoning != null) return 'the reasoning and the answer';
  return targetKind(request.response, request.target) === 'reasoning' ? 'the reasoning' : 'the answer';
}

function count(value: number): string {
  return value.toLocaleString('en');
}
