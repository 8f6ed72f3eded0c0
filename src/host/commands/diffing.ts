import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { PartName } from '../../core/rewrite/mixture.ts';
import { REWRITE_SCHEME, rewriteAddress, rewriteUri } from '../rewriteDocuments.ts';
import { acceptDraft, acceptProposal, mustBe, readyProposal } from './accepting.ts';
import { type CommandContext, type CommandHandler, openRecord, sessionFor } from './context.ts';

/** A rewrite in VS Code's own diff editor: left the original, right the rewrite, which can be edited there. */
export function diffingCommands(context: CommandContext) {
  return {
    'rationale.openRewriteInDiff': async (argument) => {
      const session = await sessionFor(context, argument);
      const record = openRecord(session);
      const begun = session.draftOf(record);
      const ready = begun === null && session.proposalOf(record) !== null ? readyProposal(session) : null;
      if (ready !== null)
        mustBe(
          ready,
          argument,
          vscode.l10n.t('Another rewrite is on show by now, so nothing was opened. Read it, then decide.'),
        );
      if (begun === null && ready === null) session.edit(record, null);
      const draft = session.draftOf(record);
      const reasoning = draft === null ? ready?.reasoning : draft.reasoning;
      const parts: readonly PartName[] = reasoning === undefined ? ['answer'] : ['reasoning', 'answer'];
      const pairs = parts.map((part) => {
        const address = {
          dataset: record.model.uri.toString(),
          line: record.line,
          response: session.responseOf(record),
          proposal: draft === null ? (ready?.id ?? null) : (draft.proposal?.id ?? null),
          part,
        };
        return {
          part,
          original: rewriteUri({ ...address, side: 'original' }),
          rewrite: rewriteUri({ ...address, side: 'rewrite' }),
        };
      });
      // One editor a text, since only editors of one text have a button of ours; the answer comes to the front.
      for (const { part, original, rewrite } of pairs) {
        const line = record.line + 1;
        const title =
          parts.length === 1
            ? vscode.l10n.t('Rewrite of line {0}', line)
            : part === 'reasoning'
              ? vscode.l10n.t('Rewrite of the reasoning of line {0}', line)
              : vscode.l10n.t('Rewrite of the answer of line {0}', line);
        await vscode.commands.executeCommand('vscode.diff', original, rewrite, title, { preview: false });
      }
    },
    'rationale.acceptFromDiff': async (argument) => {
      const uri = rewriteInFront(argument);
      if (uri === null) throw new UserError(vscode.l10n.t('Open a rewrite in the diff editor first.'));
      for (const document of documentsOf(uri)) {
        // Saving makes the text the one that is being written, which is what is accepted.
        if (document.isDirty && !(await document.save())) return;
      }
      const found = context.documents.recordOf(uri);
      if (found === null) throw new UserError(GONE);
      const { session, record, proposal } = found;
      if (session.draftOf(record) !== null) await acceptDraft(context, session, record);
      else if (proposal?.state === 'ready') await acceptProposal(context, session, record, proposal);
      else throw new UserError(GONE);
      await vscode.window.tabGroups.close(tabsOf(uri));
      session.reveal();
    },
  } satisfies Record<string, CommandHandler>;
}

const GONE = vscode.l10n.t(
  'This rewrite was decided already, or its record or curation editor is gone. Open the record and look at its rewrites.',
);

/** The rewrite of the button that was pressed, else of the editor in front. */
function rewriteInFront(argument: unknown): vscode.Uri | null {
  const given = argument instanceof vscode.Uri ? argument : null;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const shown = input instanceof vscode.TabInputTextDiff ? input.modified : null;
  const edited = vscode.window.activeTextEditor?.document.uri ?? null;
  return [given, shown, edited].find((uri) => uri?.scheme === REWRITE_SCHEME) ?? null;
}

/** Open documents with a text of the same rewrite. */
function documentsOf(uri: vscode.Uri): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter((document) => isSameRewrite(document.uri, uri));
}

function tabsOf(uri: vscode.Uri): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => {
      if (input instanceof vscode.TabInputTextDiff) return isSameRewrite(input.modified, uri);
      return input instanceof vscode.TabInputText && isSameRewrite(input.uri, uri);
    });
}

function isSameRewrite(one: vscode.Uri, other: vscode.Uri): boolean {
  if (one.scheme !== REWRITE_SCHEME) return false;
  const [a, b] = [rewriteAddress(one), rewriteAddress(other)];
  return (
    a.dataset === b.dataset && a.line === b.line && a.response === b.response && a.proposal === b.proposal
  );
}
