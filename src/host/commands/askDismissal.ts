import * as vscode from 'vscode';
import type { Finding } from '../../core/assess/assessment.ts';
import { findingSentence } from '../../core/assess/findingSentences.ts';
import { FINDING_TITLES } from '../../core/assess/titles.ts';

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

interface Choice extends vscode.QuickPickItem {
  readonly finding?: Finding;
}

/**
 * Which of these findings to dismiss, where there are several, and why: a reason from the list, or whatever was typed. Both
 * are asked in one box, because between two the keyboard goes back to the panel, where letters decide something.
 * @param given the reason, where it is known already
 */
export async function askDismissal(
  open: readonly Finding[],
  given: string | undefined,
): Promise<Dismissal | undefined> {
  let finding = open.length === 1 ? open[0] : undefined;
  if (finding !== undefined && given !== undefined) return { finding, reason: given };
  const picker = vscode.window.createQuickPick<Choice>();
  const offer = () => {
    if (finding === undefined) {
      picker.title = vscode.l10n.t('Dismiss Which Finding?');
      picker.items = open.map((one) => ({
        label: FINDING_TITLES[one.code],
        detail: findingSentence(one.message),
        finding: one,
      }));
      return;
    }
    const typed = picker.value.trim();
    picker.title = vscode.l10n.t('Dismiss “{0}”: Why?', FINDING_TITLES[finding.code]);
    picker.placeholder = vscode.l10n.t('Pick a reason, or type your own');
    picker.items = [
      ...(typed === ''
        ? []
        : [{ label: typed, description: vscode.l10n.t('your own reason'), alwaysShow: true }]),
      ...REASONS.map((label) => ({ label })),
    ];
  };
  offer();
  return new Promise((resolve) => {
    picker.onDidChangeValue(() => {
      if (finding !== undefined) offer();
    });
    picker.onDidAccept(() => {
      // What was picked of an earlier list stays selected where nothing of this one is.
      const picked = picker.selectedItems.find((item) => picker.items.includes(item));
      if (finding === undefined) {
        finding = picked?.finding;
        if (given === undefined) {
          picker.value = '';
          offer();
          return;
        }
      }
      const reason = given ?? picked?.label ?? picker.value.trim();
      if (finding === undefined || reason === '') return;
      resolve({ finding, reason });
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
