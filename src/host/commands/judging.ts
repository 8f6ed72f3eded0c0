import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { dollars, paidWords } from '../../core/text/money.ts';
import type { JudgePlan, RunResult } from '../judgeRun.ts';
import { showWarning } from '../notifications.ts';
import { type CommandContext, type CommandHandler, datasetUri, openRecord, sessionFor } from './context.ts';
import { cancellable } from './progress.ts';

/** Asking the model for assessments. */
export function judgingCommands(context: CommandContext) {
  const { judgements, judgeRun, settings } = context;

  return {
    'rationale.judgeResponse': async (argument) => {
      const session = await sessionFor(context, argument);
      const record = openRecord(session);
      const response = session.responseOf(record);
      if (judgements.isRunning(record, response)) return;
      const { asked } = await judgements.judge(record, response, new AbortController().signal);
      if (!asked) {
        vscode.window.setStatusBarMessage('Judged before: the judgement on show cost nothing again.', 4000);
      }
    },
    'rationale.stopJudging': () => judgements.stop(),
    'rationale.judgeFlagged': async (argument) => {
      const uri = datasetUri(context, argument);
      const dataset = context.datasets.get(uri);
      if (dataset === undefined) throw new UserError('The dataset is no longer open. Open it and try again.');
      const plan = await cancellable('Judging: estimating…', (_report, signal) =>
        judgeRun.plan(dataset, signal),
      );
      if (plan === null) return;
      if (plan.items.length === 0) {
        void vscode.window.showInformationMessage(
          plan.known === 0
            ? 'There are no flagged responses to judge.'
            : `All ${number(plan.known)} flagged responses are judged already.`,
        );
        return;
      }
      const cap = Math.max(0, settings.judgeMaxCostUsd.get());
      if (!(await confirmed(plan, cap))) return;
      const result = await cancellable('Judging flagged responses', (report, signal) =>
        judgeRun.run(
          plan,
          cap,
          ({ done, of, costUsd }) =>
            report.report({
              message: `${number(done)} of ${count(of, 'response')} · ${paidWords(costUsd, unpricedOf(plan, done))}`,
              increment: 100 / of,
            }),
          signal,
        ),
      );
      if (result !== null) tell(result, unpricedOf(plan, result.judged));
    },
  } satisfies Record<string, CommandHandler>;
}

/** Whether the curator agrees to what the run will send and cost. */
async function confirmed(plan: JudgePlan, cap: number): Promise<boolean> {
  const yes = `Judge ${count(plan.items.length, 'response')}`;
  const picked = await vscode.window.showQuickPick(
    [
      { label: `$(law) ${yes}`, description: plan.model, detail: estimateSentence(plan, cap), yes: true },
      { label: '$(close) Cancel', yes: false },
    ],
    { title: 'Judge Flagged Responses', ignoreFocusOut: true },
  );
  return picked?.yes === true;
}

/** What a run is expected to take, and how that was found out. */
export function estimateSentence({ estimate, costUsd, items, known }: JudgePlan, cap: number): string {
  const input = estimate.prefixTokens * items.length + estimate.inputTokens;
  const how =
    estimate.counted === 'provider'
      ? 'constitution counted by the provider, responses estimated by it'
      : 'estimated from the length of the texts';
  const cost =
    costUsd === null
      ? 'The price of this model is not known, so the cap cannot hold.'
      : costUsd > cap
        ? `About ${dollars(costUsd)}: more than the cap of ${dollars(cap)} (rationale.judge.maxCostUsd), where the run will end.`
        : `About ${dollars(costUsd)}, at most ${dollars(cap)} (rationale.judge.maxCostUsd).`;
  const before = known === 0 ? '' : ` ${count(known, 'response')} judged before cost nothing.`;
  return `${cost} About ${number(input)} tokens sent and ${number(estimate.outputTokens)} received (${how}).${before}`;
}

/** How many of so many answers have no known price: of one model all or none. */
function unpricedOf({ costUsd }: JudgePlan, answers: number): number {
  return costUsd === null ? answers : 0;
}

function tell(result: RunResult, unpriced: number): void {
  const { judged, failed, left, costUsd, ended, problems } = result;
  const endings: Readonly<Record<RunResult['ended'], string>> = {
    whole: '',
    stopped: ' Stopped.',
    cap: ' The cap (rationale.judge.maxCostUsd) is reached.',
    fault: ' The others would have failed too.',
  };
  const parts = [
    `Judged ${count(judged, 'response')}; ${paidWords(costUsd, unpriced)}.${endings[ended]}`,
    ...(failed === 0 ? [] : [`${count(failed, 'response')} could not be judged: ${problems.join(' ')}`]),
    ...(left === 0 ? [] : [`${number(left)} left: run the command again to go on.`]),
  ];
  if (failed > 0) showWarning(parts.join(' '));
  else void vscode.window.showInformationMessage(parts.join(' '));
}

function count(value: number, what: string): string {
  return `${number(value)} ${what}${value === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
