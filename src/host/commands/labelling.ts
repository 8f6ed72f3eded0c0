import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { calibrationHtml } from '../calibrationHtml.ts';
import { askLabel, givenLabel } from './askLabel.ts';
import { type CommandContext, type CommandHandler, datasetUri, targetRecord } from './context.ts';

/** The curator's own verdicts, and how the assessors compare with them. */
export function labellingCommands(context: CommandContext) {
  /** One page a dataset. */
  const pages = new Map<string, vscode.WebviewPanel>();

  return {
    'rationale.labelResponse': async (argument) => {
      const { record, response } = targetRecord(context, argument);
      const label =
        givenLabel(argument) ??
        (await askLabel(vscode.l10n.t('Label the Response at Line {0}', record.line + 1)));
      if (label === null) return;
      await context.decisions.label(record, response, label);
      vscode.window.setStatusBarMessage(
        label.flag
          ? vscode.l10n.t('Labelled: to be flagged.')
          : vscode.l10n.t('Labelled: not to be flagged.'),
        4000,
      );
    },
    'rationale.showCalibration': async (argument) => {
      const uri = datasetUri(context, argument);
      const model = context.datasets.get(uri);
      if (model === undefined)
        throw new UserError(vscode.l10n.t('The dataset is no longer open. Open it and try again.'));
      const name = uri.path.split('/').at(-1) ?? '';
      const controller = new AbortController();
      const result = await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Comparing verdicts…'),
          cancellable: true,
        },
        async (_progress, token) => {
          token.onCancellationRequested(() => controller.abort());
          try {
            return await context.calibration.of(model, true, controller.signal);
          } catch (error) {
            if (controller.signal.aborted) return null;
            throw error;
          }
        },
      );
      if (result === null) return;
      const key = uri.toString();
      let page = pages.get(key);
      if (page === undefined) {
        page = vscode.window.createWebviewPanel(
          'rationale.calibration',
          vscode.l10n.t('Calibration: {0}', name),
          vscode.ViewColumn.Active,
          {
            enableScripts: false,
            localResourceRoots: [],
            enableFindWidget: true,
            enableCommandUris: ['rationale.reviewRecord', 'rationale.labelResponse'],
          },
        );
        page.onDidDispose(() => pages.delete(key));
        pages.set(key, page);
      }
      page.webview.html = calibrationHtml({
        dataset: { uri: key, name },
        result,
        model: context.provider.model,
        nonce: randomBytes(16).toString('base64'),
      });
      page.reveal();
    },
  } satisfies Record<string, CommandHandler>;
}
