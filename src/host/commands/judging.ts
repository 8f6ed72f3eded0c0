import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { dollars, paidWords } from '../../core/text/money.ts';
import { t } from '../../core/text/translate.ts';
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
        vscode.window.setStatusBarMessage(
          vscode.l10n.t('Judged before: the judgement on show cost nothing again.'),
          4000,
        );
      }
    },
    'rationale.stopJudging': () => judgements.stop(),
    'rationale.judgeFlagged': async (argument) => {
      const uri = datasetUri(context, argument);
      const dataset = context.datasets.get(uri);
      if (dataset === undefined)
        throw new UserError(vscode.l10n.t('The dataset is no longer open. Open it and try again.'));
      const plan = await cancellable(vscode.l10n.t('Judging: estimating…'), (_report, signal) =>
        judgeRun.plan(dataset, signal),
      );
      if (plan === null) return;
      if (plan.items.length === 0) {
        void vscode.window.showInformationMessage(
          plan.known === 0
            ? vscode.l10n.t('There are no flagged responses to judge.')
            : vscode.l10n.t('All {0} flagged responses are judged already.', number(plan.known)),
        );
        return;
      }
      const cap = Math.max(0, settings.judgeMaxCostUsd.get());
      if (!(await confirmed(plan, cap))) return;
      const result = await cancellable(vscode.l10n.t('Judging flagged responses'), (report, signal) =>
        context.datasets.held(dataset, () =>
          judgeRun.run(
            plan,
            cap,
            ({ done, of, costUsd }) =>
              report.report({
                message: `${vscode.l10n.t('{0} of {1}', number(done), count(of, 'response'))} · ${paidWords(costUsd, unpricedOf(plan, done))}`,
                increment: 100 / of,
              }),
            signal,
          ),
        ),
      );
      if (result !== null) tell(result, unpricedOf(plan, result.judged));
    },
  } satisfies Record<string, CommandHandler>;
}

/** Whether the curator agrees to what the run will send and cost. */
async function confirmed(plan: JudgePlan, cap: number): Promise<boolean> {
  const yes = vscode.l10n.t('Judge {0}', count(plan.items.length, 'response'));
  const picked = await vscode.window.showQuickPick(
    [
      { label: `$(law) ${yes}`, description: plan.model, detail: estimateSentence(plan, cap), yes: true },
      { label: vscode.l10n.t('$(close) Cancel'), yes: false },
    ],
    { title: vscode.l10n.t('Judge Flagged Responses'), ignoreFocusOut: true },
  );
  return picked?.yes === true;
}

/** What a run is expected to take, and how that was found out. */
export function estimateSentence({ estimate, costUsd, items, known }: JudgePlan, cap: number): string {
  const input = estimate.prefixTokens * items.length + estimate.inputTokens;
  const how =
    estimate.counted === 'provider'
      ? vscode.l10n.t('constitution counted by the provider, responses estimated by it')
      : vscode.l10n.t('estimated from the length of the texts');
  const cost =
    costUsd === null
      ? vscode.l10n.t('The price of this model is not known, so the cap cannot hold.')
      : costUsd > cap
        ? vscode.l10n.t(
            'About {0}: more than the cap of {1} (rationale.judge.maxCostUsd), where the run will end.',
            dollars(costUsd),
            dollars(cap),
          )
        : vscode.l10n.t(
            'About {0}, at most {1} (rationale.judge.maxCostUsd).',
            dollars(costUsd),
            dollars(cap),
          );
  const before =
    known === 0 ? '' : vscode.l10n.t(' {0} judged before cost nothing.', count(known, 'response'));
  return vscode.l10n.t(
    '{0} About {1} tokens sent and {2} received ({3}).{4}',
    cost,
    number(input),
    number(estimate.outputTokens),
    how,
    before,
  );
}

/** How many of so many answers have no known price: of one model all or none. */
function unpricedOf({ costUsd }: JudgePlan, answers: number): number {
  return costUsd === null ? answers : 0;
}

function tell(result: RunResult, unpriced: number): void {
  const { judged, failed, left, costUsd, ended, problems } = result;
  const endings: Readonly<Record<RunResult['ended'], string>> = {
    whole: '',
    stopped: vscode.l10n.t(' Stopped.'),
    cap: vscode.l10n.t(' The cap (rationale.judge.maxCostUsd) is reached.'),
    fault: vscode.l10n.t(' The others would have failed too.'),
  };
  const parts = [
    vscode.l10n.t(
      'Judged {0}; {1}.{2}',
      count(judged, 'response'),
      paidWords(costUsd, unpriced),
      endings[ended],
    ),
    ...(failed === 0
      ? []
      : [vscode.l10n.t('{0} could not be judged: {1}', count(failed, 'response'), problems.join(' '))]),
    ...(left === 0 ? [] : [vscode.l10n.t('{0} left: run the command again to go on.', number(left))]),
  ];
  if (failed > 0) showWarning(parts.join(' '));
  else void vscode.window.showInformationMessage(parts.join(' '));
}

function count(value: number, what: string): string {
  return t(value === 1 ? `{0} ${what}` : `{0} ${what}s`, number(value));
}

function number(value: number): string {
  return value.toLocaleString('en');
}
