import * as vscode from 'vscode';
import { estimatePrompt } from '../../core/bulk/estimate.ts';
import type { RunChoices } from '../../core/curation/decision.ts';
import { parseFilter, printFilter } from '../../core/curation/filter.ts';
import type { LoggedRun } from '../../core/curation/runs.ts';
import type { RunCount } from '../../core/curation/runTally.ts';
import { UserError } from '../../core/errors.ts';
import { STRATEGIES } from '../../core/rewrite/strategies.ts';
import { type BulkPlan, priceOf } from '../bulk/bulkPlanner.ts';
import type { RunSummary } from '../bulk/bulkRuns.ts';
import {
  batchTerms,
  type Counted,
  costSentence,
  count,
  countedSentence,
  leftOutSentence,
  progressSentence,
  summarySentence,
  tokensSentence,
} from '../bulk/bulkWords.ts';
import { type Passing, ReadyRecords } from '../bulk/readyProposals.ts';
import type { DatasetModel } from '../datasetModel.ts';
import { placeTitle } from '../places.ts';
import { type CommandContext, type CommandHandler, datasetUri, sessionFor } from './context.ts';
import { askInstruction } from './instructions.ts';
import { cancellable } from './progress.ts';

/** Rewrites of many responses: asking for them, going on, ending, and deciding about what they brought. */
export function bulkCommands(context: CommandContext) {
  const { bulkRuns, settings } = context;
  const dataset = (argument: unknown): DatasetModel => {
    const model = context.datasets.get(datasetUri(context, argument));
    if (model === undefined)
      throw new UserError(vscode.l10n.t('The dataset is no longer open. Open it and try again.'));
    return model;
  };
  // Where the price is not known no cap can be kept, which the curator has to agree to in the preview.
  const capOf = (choices: RunChoices) => {
    const price = priceOf(choices)({ inputTokens: 1, outputTokens: 1, storedTokens: 0, reusedTokens: 0 });
    return price === null ? null : Math.max(0, settings.rewriteMaxCostUsd.get());
  };
  const carryOut = async (
    title: string,
    wasCancelled: boolean,
    work: (onProgress: (progress: RunCount) => void, signal: AbortSignal) => Promise<RunSummary>,
  ) => {
    const summary = await cancellable(title, (report, signal) =>
      work((progress) => report.report({ message: progressSentence(progress) }), signal),
    );
    // One that was cancelled meanwhile is told of by the command that did it.
    if (summary !== null && (wasCancelled || !summary.cancelled)) tell(summary);
  };

  return {
    'rationale.rewriteFlagged': async (argument) => {
      const model = dataset(argument);
      const choices = await askChoices(context, model);
      if (choices === undefined) return;
      // One notification for both steps: VS Code swallows the fourth within a second, which may be the one that tells of the end.
      const estimate = await cancellable(vscode.l10n.t('Rewriting: estimating…'), async (_report, signal) =>
        countedPlan(context, await context.bulkPlanner.plan(model, choices, signal), signal),
      );
      if (estimate === null) return;
      const { plan, counted } = estimate;
      if (plan.items.length === 0) {
        void vscode.window.showInformationMessage(
          `${vscode.l10n.t('The filter holds for no response that could be asked about.')} ${leftOutSentence(plan) ?? ''}`.trim(),
        );
        return;
      }
      if (!(await confirmed(plan, counted, settings.rewriteMaxCostUsd.get()))) return;
      await carryOut(vscode.l10n.t('Rewriting responses'), false, (onProgress, signal) =>
        bulkRuns.start(plan, capOf(choices), onProgress, signal),
      );
    },
    'rationale.resumeBulkRewrite': async (argument) => {
      const model = dataset(argument);
      const run = await openRun(context, model);
      await carryOut(vscode.l10n.t('Rewriting responses'), run.cancelled, (onProgress, signal) =>
        bulkRuns.resume(model, run, capOf(run.choices), onProgress, signal),
      );
    },
    'rationale.cancelBulkRewrite': async (argument) => {
      const model = dataset(argument);
      const run = await openRun(context, model);
      tell(await bulkRuns.cancel(model, run));
    },
    'rationale.nextReady': (argument) => stepReady(context, argument, 1),
    'rationale.previousReady': (argument) => stepReady(context, argument, -1),
    'rationale.acceptAllPassing': async (argument) => {
      const model = dataset(argument);
      const log = context.logs.for(model.uri);
      await log.ready;
      const passing = await cancellable(
        vscode.l10n.t('Looking for rewrites that pass every check…'),
        (_report, signal) => new ReadyRecords(model, log.state).passing(signal),
      );
      if (passing === null) return;
      if (passing.records.length === 0)
        throw new UserError(
          vscode.l10n.t(
            'No rewrite of a bulk run is ready whose checks all pass. Go through the others one by one.',
          ),
        );
      if (!(await agreesToAll(context, model, passing))) return;
      const done = await context.decisions.acceptMany(model, passing.records);
      const left =
        done.left === 0
          ? ''
          : ` ${vscode.l10n.t('{0} left out: {1}', count(done.left, 'record'), done.problems.join(' '))}`;
      void vscode.window.showInformationMessage(
        `${vscode.l10n.t('Accepted rewrites of {0} as one step; “Take Back Last Decision” takes all of them back.', count(done.records, 'record'))}${left}`,
      );
    },
  } satisfies Record<string, CommandHandler>;
}

async function stepReady(context: CommandContext, argument: unknown, direction: 1 | -1): Promise<void> {
  const session = await sessionFor(context, argument);
  const log = context.logs.for(session.model.uri);
  await log.ready;
  const line = new ReadyRecords(session.model, log.state).next(session.line, direction);
  if (line === null) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('No rewrite of a bulk run waits for a decision.'), 4000);
    return;
  }
  session.goTo(line);
  const ready = new ReadyRecords(session.model, log.state).at(line)[0];
  if (ready !== undefined) session.selectResponse(ready.entry.response.id);
}

async function openRun(context: CommandContext, model: DatasetModel): Promise<LoggedRun> {
  const run = await context.bulkRuns.openRun(model.uri);
  if (run === null)
    throw new UserError(vscode.l10n.t('This dataset has no bulk rewrite that is stopped or under way.'));
  return run;
}

async function askChoices(context: CommandContext, model: DatasetModel): Promise<RunChoices | undefined> {
  const { settings, provider, segments } = context;
  const filter = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rewrite Flagged Responses (1/3): Which?'),
    prompt: vscode.l10n.t(
      'A filter, such as: flagged undecided code:unreasoned-refusal length:<800 "free text"',
    ),
    value: 'flagged undecided',
    ignoreFocusOut: true,
    validateInput: (value) => {
      try {
        parseFilter(value);
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  });
  if (filter === undefined) return undefined;
  const strategy = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t('The one that suits each response'),
        detail: vscode.l10n.t('Chosen by the findings of each response'),
        strategy: null as string | null,
      },
      ...STRATEGIES.map(({ name, title, summary }) => ({ label: title, detail: summary, strategy: name })),
    ],
    { title: vscode.l10n.t('Rewrite Flagged Responses (2/3): How?'), ignoreFocusOut: true },
  );
  if (strategy === undefined) return undefined;
  const instruction =
    strategy.strategy === 'instruct' ? await askInstruction(settings, model.uri) : (null as string | null);
  if (instruction === undefined) return undefined;
  const how = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t('Live'),
        detail: vscode.l10n.t('Answers come at once, as many at a time as the provider’s limits allow.'),
        how: 'live' as const,
      },
      { label: 'Message Batches', detail: batchTerms(), how: 'batch' as const },
    ],
    { title: vscode.l10n.t('Rewrite Flagged Responses (3/3): When?'), ignoreFocusOut: true },
  );
  if (how === undefined) return undefined;
  const effort = settings.effort.get();
  return {
    how: how.how,
    filter: printFilter(parseFilter(filter)),
    strategy: strategy.strategy,
    instruction,
    segment: segments.for(model.uri),
    candidates: Math.min(4, Math.max(1, Math.round(settings.rewriteCandidates.get(model.uri)))),
    model: provider.model,
    maxTokens: settings.maxTokens.get(),
    effort: effort === 'low' || effort === 'medium' || effort === 'high' ? effort : null,
  };
}

/** The plan with the instructions counted by the provider; nothing of the dataset is sent for that. */
async function countedPlan(
  context: CommandContext,
  plan: BulkPlan,
  signal: AbortSignal,
): Promise<{ readonly plan: BulkPlan; readonly counted: Counted }> {
  const [first] = plan.items;
  if (first === undefined) return { plan, counted: 'estimated' };
  const client = await context.provider.bulkClient();
  const read = await context.bulkPlanner.read(plan, first);
  if (read === null) return { plan, counted: 'estimated' };
  const { prompt, request, strategy } = read.planned;
  // Where passages stand in the system prompt too, it differs from record to record.
  if (strategy.injects(request).length > 0) return { plan, counted: 'estimated' };
  const bare = { ...prompt, user: '-' };
  try {
    const tokens = await client.count(bare, signal);
    const inputTokens = plan.totals.inputTokens + (tokens - estimatePrompt(bare).tokens) * plan.totals.asks;
    return { plan: { ...plan, totals: { ...plan.totals, inputTokens } }, counted: 'provider' };
  } catch (error) {
    if (signal.aborted || !(error instanceof UserError)) throw error;
    return { plan, counted: 'estimated' };
  }
}

/** Whether the curator agrees to what will be sent and what it may cost. */
async function confirmed(plan: BulkPlan, counted: Counted, cap: number): Promise<boolean> {
  const { choices, items } = plan;
  const leftOut = leftOutSentence(plan);
  const told = (label: string, detail: string) => ({ label, detail, yes: false });
  const capped = plan.totals.estimateUsd !== null;
  const rewrite = {
    label: capped
      ? vscode.l10n.t('$(sparkle) Rewrite {0}', count(items.length, 'Response'))
      : vscode.l10n.t('$(warning) Rewrite {0} Without a Cap', count(items.length, 'Response')),
    description: `${choices.model} · ${choices.how === 'batch' ? 'Message Batches' : vscode.l10n.t('live')}`,
    detail: costSentence(plan, cap),
    yes: true,
  };
  const cancel = {
    label: vscode.l10n.t('$(close) Cancel'),
    detail: vscode.l10n.t('Nothing of the dataset has been sent so far.'),
    yes: false,
  };
  const picked = await vscode.window.showQuickPick(
    [
      // Without a cap Enter alone must not agree: what may be spent has to be chosen.
      ...(capped ? [rewrite, cancel] : [cancel, rewrite]),
      { label: vscode.l10n.t('What will be sent'), kind: vscode.QuickPickItemKind.Separator, yes: false },
      told(`$(arrow-both) ${tokensSentence(plan)}`, countedSentence(plan, counted)),
      ...(choices.how === 'batch' ? [told('$(clock) Message Batches', batchTerms())] : []),
      told(vscode.l10n.t('$(filter) Filter'), choices.filter || vscode.l10n.t('every response')),
      ...(leftOut === null ? [] : [told(vscode.l10n.t('$(circle-slash) Passed over'), leftOut)]),
      told(
        vscode.l10n.t('$(shield) Afterwards'),
        vscode.l10n.t('Nothing is applied: each rewrite waits for your decision.'),
      ),
    ],
    { title: vscode.l10n.t('Rewrite Flagged Responses: Preview'), ignoreFocusOut: true },
  );
  return picked?.yes === true;
}

const SAMPLE = 10;

/** Whether the curator agrees to accept all, after a look at ten of them, spread over the whole. */
async function agreesToAll(
  context: CommandContext,
  model: DatasetModel,
  { records: passing, alike }: Passing,
): Promise<boolean> {
  const left =
    alike === 0
      ? ''
      : ` ${vscode.l10n.t('{0} left for a look: too much like another.', count(alike, 'other'))}`;
  const step = Math.max(1, passing.length / SAMPLE);
  const sample = passing.filter((_one, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t('$(check-all) Accept {0}', count(passing.length, 'Rewrite')),
        detail: `${vscode.l10n.t('One step, undone as one. Every check passes.')}${left}`,
        yes: true,
        line: -1,
      },
      { label: vscode.l10n.t('$(close) Cancel'), yes: false, line: -1 },
      {
        label: vscode.l10n.t('{0} of them; choose one to read it', count(sample.length, 'rewrite')),
        kind: vscode.QuickPickItemKind.Separator,
        yes: false,
        line: -1,
      },
      ...sample.map(({ record, entries }) => ({
        label: placeTitle(model.source, record.line),
        description: entries.map(({ proposal }) => proposal.strategy).join(', '),
        detail: entries.map(({ proposal }) => proposal.text.replace(/\s+/g, ' ').slice(0, 300)).join(' · '),
        yes: false,
        line: record.line,
      })),
    ],
    { title: vscode.l10n.t('Accept All Passing'), ignoreFocusOut: true },
  );
  if (picked !== undefined && picked.line >= 0) (await context.editors.reveal(model.uri)).goTo(picked.line);
  return picked?.yes === true;
}

function tell(summary: RunSummary): void {
  const show = vscode.l10n.t('Show First');
  void vscode.window
    .showInformationMessage(summarySentence(summary), ...(summary.proposed > 0 ? [show] : []))
    .then((picked) => {
      if (picked === show) void vscode.commands.executeCommand('rationale.nextReady');
    });
}
