import * as vscode from 'vscode';
import { FINDING_TITLES } from '../core/assess/titles.ts';
import { findingKey } from '../core/curation/state.ts';
import type { RecordArgument } from './commands/context.ts';
import { FindingDiagnostic } from './diagnostics.ts';

/** Offers, on a finding's diagnostic, what a curator can do about it. */
export class QuickFixes implements vscode.CodeActionProvider {
  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return context.diagnostics.flatMap((diagnostic) => {
      if (!(diagnostic instanceof FindingDiagnostic)) return [];
      const argument: RecordArgument = {
        uri: document.uri.toString(),
        line: diagnostic.line,
        response: diagnostic.response,
        finding: findingKey(diagnostic.finding),
      };
      const title = FINDING_TITLES[diagnostic.finding.code].toLowerCase();
      const action = (name: string, command: string, preferred = false): vscode.CodeAction => {
        const made = new vscode.CodeAction(name, vscode.CodeActionKind.QuickFix);
        made.command = { title: name, command, arguments: [argument] };
        made.diagnostics = [diagnostic];
        made.isPreferred = preferred;
        return made;
      };
      return [
        action(vscode.l10n.t('Rewrite this response'), 'rationale.rewriteResponse', true),
        action(vscode.l10n.t('Dismiss “{0}” with a reason…', title), 'rationale.dismissFinding'),
        action(vscode.l10n.t('Show the passages that bear on it'), 'rationale.showPassage'),
      ];
    });
  }
}
