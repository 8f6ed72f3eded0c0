import * as vscode from 'vscode';
import { STRATEGIES } from '../../core/rewrite/strategies.ts';
import { REWRITE_SEGMENTS, type RewriteSegment } from '../../core/rewrite/targets.ts';
import type { HostMessage } from '../../protocol/panel.ts';
import type { CurationSession } from '../curationSession.ts';
import { promptUri } from '../promptDocuments.ts';
import type { OpenRecord } from '../records.ts';
import type { RewriteWish } from '../rewriter.ts';
import { type CommandContext, type CommandHandler, openRecord, sessionFor } from './context.ts';
import { askInstruction } from './instructions.ts';

/** Asking for rewrites: how, with which words, of which text, and what would be sent. */
export function rewritingCommands(context: CommandContext) {
  const rewrite = async (session: CurationSession, wish: RewriteWish = {}) => {
    const record = openRecord(session);
    const done = context.rewriter.rewrite(record, session.responseOf(record), wish);
    session.selectProposal(null);
    session.post({ type: 'focus', where: 'rewrite' });
    await done;
  };

  return {
    'rationale.rewriteResponse': async (argument) => rewrite(await sessionFor(context, argument)),
    'rationale.rewriteWithStrategy': async (argument) => {
      const session = await sessionFor(context, argument);
      const record = openRecord(session);
      const strategy = await askStrategy(context, session, record);
      if (strategy === undefined) return;
      if (strategy !== 'instruct') return rewrite(session, { strategy });
      const instruction = await askInstruction(context.settings, record.model.uri);
      if (instruction !== undefined) await rewrite(session, { strategy, instruction });
    },
    'rationale.rewriteWithInstruction': async (argument) => {
      const session = await sessionFor(context, argument);
      const instruction = await askInstruction(context.settings, openRecord(session).model.uri);
      if (instruction !== undefined) await rewrite(session, { instruction });
    },
    'rationale.stopRewrite': async (argument) => {
      const session = await sessionFor(context, argument);
      const record = openRecord(session);
      for (const { id, state } of context.store.open(record, session.responseOf(record))) {
        if (state === 'pending') context.rewriter.stop(id);
      }
    },
    'rationale.showPrompt': async (argument) => {
      const session = await sessionFor(context, argument);
      const record = openRecord(session);
      const shown = session.proposalOf(record);
      const made = shown?.provenance.model != null ? shown.provenance : null;
      await showPrompt(session, record, {
        strategy: made?.strategy,
        instruction: made?.instruction ?? null,
      });
    },
    'rationale.chooseSegment': async (argument) => {
      const session = await sessionFor(context, argument);
      const { uri } = session.model;
      const { segments } = context;
      const [now, own] = [segments.setting(uri), segments.chosen(uri)];
      const picked = await vscode.window.showQuickPick(
        [
          ...REWRITE_SEGMENTS.map((segment) => ({
            label: SEGMENTS[segment].label,
            detail: SEGMENTS[segment].detail,
            description: segment === own ? vscode.l10n.t('chosen') : '',
            segment,
          })),
          {
            label: vscode.l10n.t('As in the settings'),
            detail: vscode.l10n.t('rationale.rewrite.segment says: {0}.', SEGMENTS[now].label.toLowerCase()),
            description: own === null ? vscode.l10n.t('chosen') : '',
            segment: null,
          },
        ],
        {
          title: vscode.l10n.t('What Rewrites Change in This Dataset'),
          placeHolder: vscode.l10n.t('Kept for this dataset alone'),
        },
      );
      if (picked !== undefined) await segments.choose(uri, picked.segment);
    },
    'rationale.nextProposal': async () => context.editors.active?.stepProposal(1),
    'rationale.previousProposal': async () => context.editors.active?.stepProposal(-1),
    'rationale.nextChange': () => toChange(context, { type: 'step-change', by: 1 }),
    'rationale.previousChange': () => toChange(context, { type: 'step-change', by: -1 }),
    'rationale.takeChange': () => toChange(context, { type: 'toggle-change' }),
  } satisfies Record<string, CommandHandler>;
}

/** Has the panel go to a change of the rewrite on show, or says why there is none to go to. */
function toChange(
  { editors }: CommandContext,
  message: Extract<HostMessage, { type: 'step-change' | 'toggle-change' }>,
): void {
  const session = editors.active;
  if (session === null) return;
  const why = whyNoChange(session);
  if (why === null) session.post(message);
  else vscode.window.setStatusBarMessage(why, 5000);
}

/** Null where the rewrite on show has changes that can be taken or left. */
export function whyNoChange(session: CurationSession): string | null {
  const { record } = session;
  const proposal = record === null ? null : session.proposalOf(record);
  if (record !== null && session.draftOf(record) !== null)
    return vscode.l10n.t(
      'You are writing this text yourself: accept or cancel it first, then take changes one by one.',
    );
  if (proposal === null)
    return vscode.l10n.t('No rewrite is on show, so there is no change to take or leave.');
  if (proposal.state === 'pending')
    return vscode.l10n.t('The rewrite is still being written; its changes come with its end.');
  if (proposal.state !== 'ready')
    return vscode.l10n.t('This rewrite can no longer be accepted, so its changes cannot be taken.');
  const changes = session.textsOf(proposal).flatMap(({ sentences }) => sentences);
  return changes.some(({ kind }) => kind === 'change') ? null : vscode.l10n.t('The rewrite changes nothing.');
}

const SEGMENTS: Readonly<Record<RewriteSegment, { readonly label: string; readonly detail: string }>> = {
  answer: {
    label: vscode.l10n.t('The answer'),
    detail: vscode.l10n.t('What the person reads; reasoning stays as it is.'),
  },
  reasoning: {
    label: vscode.l10n.t('The reasoning'),
    detail: vscode.l10n.t('The thinking block or <think> segment; the answer stays as it is.'),
  },
  both: {
    label: vscode.l10n.t('Both'),
    detail: vscode.l10n.t('Reasoning and answer, asked for together and accepted as one step.'),
  },
};

/** The strategy to use: the suggested one first, each with what it does and a button that shows what would be sent. */
async function askStrategy(
  context: CommandContext,
  session: CurationSession,
  record: OpenRecord,
): Promise<string | undefined> {
  const response = session.responseOf(record);
  const { strategy: suggested } = await context.rewriter.plan(record, response);
  const show: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('eye'),
    tooltip: vscode.l10n.t('Show What Will Be Sent'),
  };
  const ordered = [...STRATEGIES].sort(
    (a, b) => Number(b.name === suggested.name) - Number(a.name === suggested.name),
  );
  const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly strategy: string }>();
  picker.title = vscode.l10n.t('Rewrite With Strategy');
  picker.placeholder = vscode.l10n.t('How should this response be rewritten?');
  picker.matchOnDetail = true;
  picker.items = ordered.map(({ name, title, summary }) => ({
    label: title,
    description: name === suggested.name ? vscode.l10n.t('suggested by the findings') : '',
    detail: summary,
    strategy: name,
    buttons: name === 'instruct' ? [] : [show],
  }));
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.strategy);
      picker.hide();
    });
    picker.onDidTriggerItemButton(({ item }) => {
      picker.hide();
      void showPrompt(session, record, { strategy: item.strategy });
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

async function showPrompt(session: CurationSession, record: OpenRecord, wish: RewriteWish): Promise<void> {
  const uri = promptUri(record.model.uri, record.line, session.responseOf(record), wish);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}
