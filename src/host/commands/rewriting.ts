import * as vscode from 'vscode';
import type { LoggedProposal } from '../../core/curation/decision.ts';
import { UserError } from '../../core/errors.ts';
import type { Proposal } from '../../core/rewrite/proposal.ts';
import { advance, canHappen, proposalByHand } from '../../core/rewrite/proposals.ts';
import type { CurationSession } from '../curationSession.ts';
import type { OpenRecord } from '../records.ts';
import { type CommandContext, type CommandHandler, openRecord, sessionFor } from './context.ts';

/** Asking for rewrites and deciding about them. */
export function rewritingCommands(context: CommandContext) {
  const rewrite = async (session: CurationSession, instruction: string | null) => {
    const record = openRecord(session);
    const done = context.rewriter.rewrite(record, session.responseOf(record), instruction);
    session.selectProposal(null);
    session.post({ type: 'focus', where: 'rewrite' });
    await done;
  };

  return {
    'rationale.rewriteResponse': async (argument) => rewrite(await sessionFor(context, argument), null),
    'rationale.rewriteWithInstruction': async (argument) => {
      const session = await sessionFor(context, argument);
      const instruction = await vscode.window.showInputBox({
        title: 'Rewrite With an Instruction',
        prompt: 'What should this rewrite do differently?',
        placeHolder: 'Keep it shorter; say what the tenant stands to lose',
        ignoreFocusOut: true,
      });
      if (instruction?.trim()) await rewrite(session, instruction.trim());
    },
    'rationale.stopRewrite': async (argument) => {
      const proposal = shownProposal(await sessionFor(context, argument));
      if (proposal?.state === 'pending') context.rewriter.stop(proposal.id);
    },
    'rationale.rewriteByHand': async (argument) => {
      const session = await sessionFor(context, argument);
      session.edit(openRecord(session), null);
    },
    'rationale.editProposal': async (argument) => {
      const session = await sessionFor(context, argument);
      const proposal = readyProposal(session);
      mustBe(proposal, argument, 'nothing was edited');
      session.edit(openRecord(session), proposal);
    },
    'rationale.acceptProposal': async (argument) => {
      const session = await sessionFor(context, argument === 'draft' ? undefined : argument);
      const record = openRecord(session);
      if (session.draftOf(record) !== null) {
        // The webview has the latest text; it answers with it and comes back here as “draft”.
        if (argument === 'draft') await acceptDraft(context, session, record);
        else session.post({ type: 'request-draft' });
        return;
      }
      if (argument === 'draft') {
        // The curator went on before the answer came; whatever is on show now is not what was accepted.
        throw new UserError(
          'The text was not accepted, because another record is open. Go back to it and accept it there.',
        );
      }
      const proposal = readyProposal(session);
      mustBe(proposal, argument, 'nothing was accepted');
      await acceptProposal(context, session, record, proposal);
    },
    'rationale.rejectProposal': async (argument) => {
      const session = await sessionFor(context, argument);
      const record = openRecord(session);
      const proposal = session.proposalOf(record);
      if (proposal === null) throw new UserError('There is no rewrite to reject.');
      mustBe(proposal, argument, 'nothing was rejected');
      if (proposal.state === 'ready') {
        await context.decisions.reject(record, proposal.target.response, logged(proposal));
        context.store.update(advance(proposal, { type: 'reject' }));
      } else if (proposal.state === 'pending') {
        context.rewriter.stop(proposal.id);
      } else {
        context.store.remove(proposal.id);
      }
      session.selectProposal(null);
    },
  } satisfies Record<string, CommandHandler>;
}

async function acceptProposal(
  context: CommandContext,
  session: CurationSession,
  record: OpenRecord,
  proposal: Proposal,
) {
  const outcome = await context.decisions.accept(record, proposal.target, proposal.text, logged(proposal));
  settle(context, session, proposal, outcome);
}

async function acceptDraft(context: CommandContext, session: CurationSession, record: OpenRecord) {
  const draft = session.draftOf(record);
  if (draft === null) return;
  if (draft.text === draft.target.original) {
    throw new UserError(
      'The text is the same as the original, so there is nothing to accept. Change it, or cancel.',
    );
  }
  const origin = draft.proposal;
  const proposal =
    origin ?? proposalByHand('', draft.target, draft.text, await passageIds(context, session, record));
  const outcome = await context.decisions.accept(record, draft.target, draft.text, logged(proposal));
  if (outcome === 'accepted') session.endDraft();
  if (origin !== null) settle(context, session, origin, outcome);
  else if (outcome === 'stale')
    throw new UserError(`${STALE} Your text is still in the rewrite area: copy it, then start again.`);
}

function settle(
  context: CommandContext,
  session: CurationSession,
  proposal: Proposal,
  outcome: 'accepted' | 'stale',
) {
  // Accepted twice at once: the first has done it, and for the second the text is another only because of that.
  if (outcome === 'stale' && context.store.get(proposal.id)?.state === 'accepted') return;
  if (outcome === 'accepted') {
    if (canHappen(proposal.state, 'accept')) context.store.update(advance(proposal, { type: 'accept' }));
    session.selectProposal(null);
    return;
  }
  if (canHappen(proposal.state, 'go-stale')) {
    context.store.update(advance(proposal, { type: 'go-stale', problem: STALE }));
  }
  throw new UserError(STALE);
}

const STALE =
  'The response was changed after this rewrite was made for it, so nothing was written. Ask for a new rewrite.';

function shownProposal(session: CurationSession): Proposal | null {
  const { record } = session;
  return record === null ? null : session.proposalOf(record);
}

function readyProposal(session: CurationSession): Proposal {
  const proposal = shownProposal(session);
  if (proposal === null) throw new UserError('There is no rewrite yet. Ask for one, or write it by hand.');
  if (proposal.state === 'pending')
    throw new UserError('The rewrite is still being written. Wait until it is there, or stop it.');
  if (proposal.state !== 'ready')
    throw new UserError(proposal.problem ?? 'This rewrite cannot be used. Ask for a new one.');
  return proposal;
}

/** The panel names the rewrite that the curator saw; another one may have come in its place since. */
function mustBe(proposal: Proposal, named: unknown, otherwise: string): void {
  if (typeof named !== 'string' || named === proposal.id) return;
  throw new UserError(`Another rewrite is on show by now, so ${otherwise}. Read it, then decide.`);
}

async function passageIds(context: CommandContext, session: CurationSession, record: OpenRecord) {
  const response = record.transcript.responses.find(({ id }) => id === session.responseOf(record));
  if (response === undefined) return [];
  return (await context.rewriter.passages(record, response)).map(({ passage }) => passage.id);
}

function logged(proposal: Proposal): LoggedProposal {
  return { ...proposal.provenance, text: proposal.text };
}
