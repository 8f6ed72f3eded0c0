import * as vscode from 'vscode';
import type { Finding } from '../../core/assess/assessment.ts';
import { findingSentence } from '../../core/assess/findingSentences.ts';
import { FINDING_TITLES } from '../../core/assess/titles.ts';
import { OneBox } from './oneBox.ts';

const REASONS = [
  vscode.l10n.t('Nothing ethical is at stake here'),
  vscode.l10n.t('The reasons are there'),
  vscode.l10n.t('The finding names the wrong fault'),
  vscode.l10n.t('True, but not worth a rewrite'),
] as const;

interface Dismissal {
  readonly finding: Finding;
  readonly reason: string;
}

/**
 * Which of these findings to dismiss, where there are several, and why: a reason from the list, or whatever was typed.
 * @param given the reason, where it is known already
 */
export async function askDismissal(
  open: readonly Finding[],
  given: string | undefined,
): Promise<Dismissal | undefined> {
  const box = new OneBox();
  try {
    const finding = open.length === 1 ? open[0] : await askFinding(box, open);
    if (finding === undefined) return undefined;
    const reason = given ?? (await askReason(box, finding));
    return reason === undefined ? undefined : { finding, reason };
  } finally {
    box.dispose();
  }
}

async function askFinding(box: OneBox, open: readonly Finding[]): Promise<Finding | undefined> {
  const answer = await box.ask({
    title: vscode.l10n.t('Dismiss Which Finding?'),
    items: open.map((finding) => ({
      label: FINDING_TITLES[finding.code],
      detail: findingSentence(finding.message),
      finding,
    })),
  });
  return answer?.picked[0]?.finding;
}

async function askReason(box: OneBox, { code }: Finding): Promise<string | undefined> {
  const answer = await box.ask({
    title: vscode.l10n.t('Dismiss “{0}”: Why?', FINDING_TITLES[code]),
    placeholder: vscode.l10n.t('Pick a reason, or type your own'),
    items: REASONS.map((label) => ({ label })),
    own: vscode.l10n.t('your own reason'),
  });
  return answer === undefined ? undefined : (answer.picked[0]?.label ?? answer.typed);
}
