import * as vscode from 'vscode';
import type { Passage } from '../../core/constitution/constitution.ts';
import { UserError } from '../../core/errors.ts';
import { CONSTITUTION_EXTENSIONS, type LoadedConstitution } from '../constitutions.ts';
import { mayHoldRecords } from '../datasets.ts';
import type { Sample } from '../sample.ts';
import { type CommandContext, type CommandHandler, recordArgument, targetRecord } from './context.ts';

/** The constitution and the model that a curator works with. */
export function setupCommands(context: CommandContext) {
  const currentDataset = (): vscode.Uri | undefined => {
    const uri =
      context.editors.active?.model.uri ??
      vscode.window.activeTextEditor?.document.uri ??
      context.activeDataset.model?.uri;
    return uri !== undefined && mayHoldRecords(uri) ? uri : undefined;
  };

  return {
    'rationale.chooseConstitution': async (argument) => {
      const dataset = currentDataset();
      const document = argument instanceof vscode.Uri ? argument : await askConstitution();
      if (document === 'starter') await context.constitutions.useStarter(dataset);
      else if (document !== undefined) await context.constitutions.choose(document, dataset);
      if (document !== undefined) context.walkthrough.did('chooseConstitution');
    },
    'rationale.openSample': async (argument) => {
      const dataset = await sampleToOpen(context.sample, argument === 'anew');
      if (dataset === undefined) return;
      // What is no editor is the page that tells what to do with the sample, which stays in sight.
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      const beside = tab !== undefined && tab.input === undefined;
      await context.editors.reveal(dataset, beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
    },
    'rationale.editConcepts': async () => {
      await context.constitutions.openConcepts(currentDataset());
    },
    'rationale.showPassage': async (argument) => {
      const dataset = recordArgument(argument)?.uri ?? currentDataset()?.toString();
      if (dataset === undefined)
        throw new UserError(vscode.l10n.t('Open a dataset first: passages are those of its constitution.'));
      const loaded = await context.constitutions.for(vscode.Uri.parse(dataset));
      const passage =
        typeof argument === 'string'
          ? loaded.ranker.byId(argument)
          : await askPassage(context, loaded, argument);
      if (passage === undefined) {
        if (typeof argument === 'string')
          throw new UserError(vscode.l10n.t('The constitution no longer holds this passage.'));
        return;
      }
      await showPassage(loaded, passage);
    },
    'rationale.manageTrust': async () => {
      await vscode.commands.executeCommand('workbench.trust.manage');
    },
    'rationale.setApiKey': async () => {
      const key = await vscode.window.showInputBox({
        title: vscode.l10n.t('Set API Key'),
        prompt: vscode.l10n.t(
          'Your Anthropic API key. It is kept in VS Code’s secret storage and sent nowhere but to the API.',
        ),
        password: true,
        ignoreFocusOut: true,
        validateInput: (value) =>
          /^\S+$/.test(value.trim()) ? null : vscode.l10n.t('A key is one word without spaces.'),
      });
      if (key?.trim()) {
        await context.provider.setKey(key.trim());
        vscode.window.setStatusBarMessage(vscode.l10n.t('The API key is set.'), 4000);
      }
    },
    'rationale.removeApiKey': async () => {
      await context.provider.forgetKey();
      vscode.window.setStatusBarMessage(vscode.l10n.t('The API key was removed.'), 4000);
    },
  } satisfies Record<string, CommandHandler>;
}

async function sampleToOpen(sample: Sample, anew: boolean): Promise<vscode.Uri | undefined> {
  const last = anew ? null : await sample.last();
  if (last === null) return sample.begin();
  if (!(await sample.isTouched(last))) return last;
  const picked = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t('Go on where you were'), open: async () => last },
      {
        label: vscode.l10n.t('Begin anew'),
        description: vscode.l10n.t('with another copy'),
        open: () => sample.begin(),
      },
    ],
    { title: vscode.l10n.t('Open the Sample') },
  );
  return picked?.open();
}

async function askConstitution(): Promise<vscode.Uri | 'starter' | undefined> {
  const found = await vscode.workspace.findFiles('**/*.{md,markdown}', '**/{node_modules,.git}/**', 50);
  const browse = { label: vscode.l10n.t('$(folder-opened) Browse…'), uri: undefined };
  const starter = {
    label: vscode.l10n.t('$(book) Starter constitution'),
    description: vscode.l10n.t('ships with Rationale'),
    uri: 'starter' as const,
  };
  const picked = await vscode.window.showQuickPick(
    [
      starter,
      ...found
        .sort((a, b) => (a.path < b.path ? -1 : 1))
        .map((uri) => ({ label: `$(markdown) ${vscode.workspace.asRelativePath(uri)}`, uri })),
      browse,
    ],
    {
      title: vscode.l10n.t('Choose Constitution'),
      placeHolder: vscode.l10n.t('The document that says how and why the assistant should behave'),
    },
  );
  if (picked === undefined) return undefined;
  if (picked !== browse) return picked.uri;
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Choose Constitution'),
      canSelectMany: false,
      filters: { 'Constitution (Markdown, text, JSON)': [...CONSTITUTION_EXTENSIONS] },
    })) ?? [];
  return file;
}

async function askPassage(context: CommandContext, loaded: LoadedConstitution, argument: unknown) {
  const { record, response } = targetRecord(context, argument);
  const found = record.transcript.responses.find(({ id }) => id === response);
  if (found === undefined)
    throw new UserError(vscode.l10n.t('This record has no response to find passages for.'));
  const ranked = await context.rewriter.passages(record, found);
  const picked = await vscode.window.showQuickPick(
    ranked.map(({ passage }) => ({
      label: passage.heading.at(-1) ?? loaded.constitution.name,
      description: passage.heading.slice(0, -1).join(' › '),
      detail: passage.text.slice(0, 200),
      passage,
    })),
    { title: vscode.l10n.t('Passages That Bear on This Response'), matchOnDetail: true },
  );
  return picked?.passage;
}

async function showPassage(loaded: LoadedConstitution, passage: Passage): Promise<void> {
  const document = await vscode.workspace.openTextDocument(loaded.uri);
  const range = new vscode.Range(document.positionAt(passage.start), document.positionAt(passage.end));
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
    selection: range,
  });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
}
