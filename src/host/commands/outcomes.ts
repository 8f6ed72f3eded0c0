import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { describeEntry } from '../../core/curation/describe.ts';
import { UserError } from '../../core/errors.ts';
import { REPORT_FORM_NAMES, REPORT_FORMS, type ReportForm, writeReport } from '../../core/report/forms.ts';
import type { Report } from '../../core/report/report.ts';
import { PAIR_FORM_NAMES, PAIR_FORMS, type PairForm } from '../../core/rewrite/export/forms.ts';
import type { DatasetModel } from '../datasetModel.ts';
import { exportCuration, write } from '../exporting.ts';
import { historyUri, isVersion, type VersionEntry } from '../historyDocuments.ts';
import { showWarning } from '../notifications.ts';
import { placeTitle } from '../places.ts';
import { traitsOf } from '../records.ts';
import { reportOn } from '../reporting.ts';
import { reportPage } from '../reportPage.ts';
import { type CommandContext, type CommandHandler, datasetUri, targetRecord } from './context.ts';

/** A report on show, so that it can be saved. */
interface Shown {
  readonly panel: vscode.WebviewPanel;
  readonly dataset: vscode.Uri;
  report: Report;
}

/** What comes out of curation: exports, a record's history, the report. */
export function outcomeCommands(context: CommandContext) {
  const shown = new Map<string, Shown>();

  const modelFor = (argument: unknown): DatasetModel => {
    const model = context.datasets.get(datasetUri(context, argument));
    if (model === undefined)
      throw new UserError(vscode.l10n.t('The dataset is no longer open. Open it and try again.'));
    return model;
  };

  const report = async (model: DatasetModel, since: string | null): Promise<Report | null> => {
    const controller = new AbortController();
    return vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Counting…'),
        cancellable: true,
      },
      (_progress, token) => {
        token.onCancellationRequested(() => controller.abort());
        return context.datasets.held(model, () =>
          reportOn(model, context.logs.for(model.uri), since, controller.signal),
        );
      },
    );
  };

  const save = async (dataset: vscode.Uri, made: Report, argument: unknown): Promise<void> => {
    const form = formOf(argument) ?? (await pickForm());
    if (form === undefined) return;
    const target =
      targetOf(argument) ??
      (await askTarget(dataset, `report.${REPORT_FORMS[form]}`, vscode.l10n.t('Save Report')));
    if (target === undefined) return;
    await write(target, writeReport(made, form));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Saved {0}.', target.path.split('/').at(-1) ?? ''), 4000);
  };

  return {
    'rationale.exportPairs': async (argument) => {
      const form = pairFormOf(argument) ?? (await pickPairForm());
      if (form !== undefined) await exportAs(context, modelFor(argument), form, argument);
    },
    'rationale.exportAccepted': (argument) => exportAs(context, modelFor(argument), 'accepted', argument),
    'rationale.showHistory': async (argument) => {
      const { record, response } = targetRecord(context, argument);
      const log = context.logs.for(record.model.uri);
      await log.ready;
      const traits = traitsOf(record);
      const known = new Set(log.state.about(traits, response).entries.map(({ id }) => id));
      const versions = log.state
        .entriesOf(traits, response)
        .filter(isVersion)
        .sort((a, b) => (a.at < b.at ? 1 : -1));
      const [only] = versions;
      if (only === undefined) {
        throw new UserError(
          vscode.l10n.t(
            '{0} has no other versions: no rewrite of it was accepted or rejected.',
            placeTitle(record.model.source, record.line),
          ),
        );
      }
      const picked =
        versions.length === 1
          ? { entry: only }
          : await vscode.window.showQuickPick(
              versions.map((entry) => ({
                label: describeEntry(entry),
                description: known.has(entry.id) ? '' : vscode.l10n.t('taken back'),
                detail: whereFrom(entry),
                entry,
              })),
              { title: vscode.l10n.t('History of the Response'), matchOnDetail: true },
            );
      if (picked === undefined) return;
      const { entry } = picked;
      const sides =
        entry.type === 'reject' ? vscode.l10n.t('now ↔ rejected rewrite') : vscode.l10n.t('before ↔ after');
      await vscode.commands.executeCommand(
        'vscode.diff',
        historyUri(record.model.uri, record.line, entry, 'before'),
        historyUri(record.model.uri, record.line, entry, 'after'),
        `${placeTitle(record.model.source, record.line)}, ${sides} (${whereFrom(entry)})`,
      );
    },
    'rationale.report': async (argument) => {
      const model = modelFor(argument);
      const made = await report(model, sinceOf(argument));
      if (made === null) return;
      const key = model.uri.toString();
      let page = shown.get(key);
      if (page === undefined) {
        const panel = vscode.window.createWebviewPanel(
          'rationale.report',
          vscode.l10n.t('Report: {0}', made.dataset),
          vscode.ViewColumn.Active,
          {
            enableScripts: false,
            localResourceRoots: [],
            enableFindWidget: true,
            enableCommandUris: ['rationale.saveReport'],
          },
        );
        panel.onDidDispose(() => shown.delete(key));
        page = { panel, dataset: model.uri, report: made };
        shown.set(key, page);
      }
      page.report = made;
      page.panel.webview.html = reportPage(made, randomBytes(16).toString('base64'));
      page.panel.reveal();
    },
    'rationale.saveReport': async (argument) => {
      const active = [...shown.values()].find(({ panel }) => panel.active);
      if (active !== undefined) return save(active.dataset, active.report, argument);
      const model = modelFor(argument);
      const made = await report(model, sinceOf(argument));
      if (made !== null) await save(model.uri, made, argument);
    },
  } satisfies Record<string, CommandHandler>;
}

/** What a command was given by a keybinding, a task or a test. */
function given(argument: unknown): Readonly<Record<string, unknown>> {
  return typeof argument === 'object' && argument !== null && !(argument instanceof vscode.Uri)
    ? (argument as Readonly<Record<string, unknown>>)
    : {};
}

function pairFormOf(argument: unknown): PairForm | undefined {
  return PAIR_FORM_NAMES.find((name) => name === given(argument)['as']);
}

function formOf(argument: unknown): ReportForm | undefined {
  return REPORT_FORM_NAMES.find((name) => name === given(argument)['as']);
}

function targetOf(argument: unknown): vscode.Uri | undefined {
  const { target } = given(argument);
  return typeof target === 'string' ? vscode.Uri.file(target) : undefined;
}

function sinceOf(argument: unknown): string | null {
  const time = Date.parse(String(given(argument)['since'] ?? ''));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

async function exportAs(
  context: CommandContext,
  model: DatasetModel,
  form: PairForm | 'accepted',
  argument: unknown,
): Promise<void> {
  const target = targetOf(argument) ?? (await askTarget(model.uri, `${form}.jsonl`, vscode.l10n.t('Export')));
  if (target === undefined) return;
  const exported = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Exporting…'), cancellable: true },
    (progress, token) =>
      context.datasets.held(model, () =>
        exportCuration(model, context.logs.for(model.uri), form, target, progress, token),
      ),
  );
  if (exported === null) return;
  const { lines, problems } = exported;
  const name = target.path.split('/').at(-1) ?? '';
  if (problems.length > 0) {
    const first = problems.slice(0, 3).join(' ');
    showWarning(
      `${vscode.l10n.t('{0} written to {1}; {2} could not be exported.', lines, name, problems.length)} ${first}${problems.length > 3 ? ' …' : ''}`,
    );
    return;
  }
  vscode.window.setStatusBarMessage(
    form === 'accepted'
      ? lines === 1
        ? vscode.l10n.t('1 record written to {0}.', name)
        : vscode.l10n.t('{0} records written to {1}.', lines, name)
      : lines === 1
        ? vscode.l10n.t('1 pair written to {0}.', name)
        : vscode.l10n.t('{0} pairs written to {1}.', lines, name),
    6000,
  );
}

async function pickPairForm(): Promise<PairForm | undefined> {
  const picked = await vscode.window.showQuickPick(
    PAIR_FORM_NAMES.map((form) => ({ label: PAIR_FORMS[form].title, description: form, form })),
    {
      title: vscode.l10n.t('Export Preference Pairs'),
      placeHolder: vscode.l10n.t('The accepted text is chosen, the original rejected; in which form?'),
    },
  );
  return picked?.form;
}

async function pickForm(): Promise<ReportForm | undefined> {
  const titles: Readonly<Record<ReportForm, string>> = { markdown: 'Markdown', html: 'HTML', json: 'JSON' };
  const picked = await vscode.window.showQuickPick(
    REPORT_FORM_NAMES.map((form) => ({ label: titles[form], description: `.${REPORT_FORMS[form]}`, form })),
    { title: vscode.l10n.t('Save Report') },
  );
  return picked?.form;
}

function askTarget(dataset: vscode.Uri, ending: string, title: string): Thenable<vscode.Uri | undefined> {
  const stem = dataset.path.replace(/\.[^./]+$/, '');
  return vscode.window.showSaveDialog({ defaultUri: dataset.with({ path: `${stem}.${ending}` }), title });
}

function whereFrom({ at, by, proposal }: VersionEntry): string {
  const { model, strategy, costUsd } = proposal;
  const price = costUsd === null || costUsd === undefined ? '' : `, $${costUsd.toFixed(4)}`;
  return `${by}, ${at.slice(0, 16).replace('T', ' ')}, ${model === null ? vscode.l10n.t('by hand') : `${model}, ${strategy}`}${price}`;
}
