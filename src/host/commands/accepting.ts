import type { LoggedProposal } from '../../core/curation/decision.ts';
import { UserError } from '../../core/errors.ts';
import type { PartName } from '../../core/rewrite/mixture.ts';
import { MOVED, moveOriginal } from '../../core/rewrite/moveOriginal.ts';
import type { Proposal, ProposalTarget } from '../../core/rewrite/proposal.ts';
import { advance, canHappen, proposalByHand } from '../../core/rewrite/proposals.ts';
import { t } from '../../core/text/translate.ts';
import type { CurationSession } from '../curationSession.ts';
import type { AcceptedText, AcceptOutcome } from '../decisions.ts';
import { draftAccepted } from '../draft.ts';
import { fits } from '../proposalView.ts';
import type { OpenRecord } from '../records.ts';
import { type CommandContext, type CommandHandler, openRecord, sessionFor } from './context.ts';
import { goOn } from './goOn.ts';

/** Deciding about rewrites: taking, editing and rejecting them. */
export function acceptingCommands(context: CommandContext) {
  return {
    'rationale.rewriteByHand': async (argument) => {
      const session = await sessionFor(context, argument);
      session.edit(openRecord(session), null);
    },
    'rationale.editProposal': async (argument) => {
      const session = await sessionFor(context, argument);
      const proposal = readyProposal(session);
      mustBe(
        proposal,
        argument,
        t('Another rewrite is on show by now, so nothing was edited. Read it, then decide.'),
      );
      session.edit(openRecord(session), proposal);
    },
    'rationale.acceptProposal': async (argument) => {
      const isDraft = draftAccepted(argument, null) !== null;
      const session = await sessionFor(context, isDraft ? undefined : argument);
      const record = openRecord(session);
      const answered = draftAccepted(argument, session.draftKey);
      if (session.draftOf(record) !== null && (answered === null || answered === session.draftKey)) {
        // The webview has the latest text; it answers with it, by the draft's name, and comes back here.
        if (answered === null) session.post({ type: 'request-draft' });
        else await acceptDraft(context, session, record);
        return;
      }
      if (answered !== null) {
        // The curator went on before the answer came; whatever is on show now is not what was accepted.
        throw new UserError(
          t('The text was not accepted, because another record is open. Go back to it and accept it there.'),
        );
      }
      const proposal = readyProposal(session);
      mustBe(proposal, argument, ANOTHER());
      await acceptProposal(context, session, record, proposal);
    },
    'rationale.acceptAsChosen': async (argument) => {
      const session = await sessionFor(context, argument);
      const record = openRecord(session);
      if (session.draftOf(record) !== null)
        throw new UserError(t('Accept or cancel the text that you are writing first.'));
      const proposal = readyProposal(session);
      mustBe(proposal, argument, ANOTHER());
      await acceptAsChosen(context, session, record, proposal);
    },
    'rationale.rejectProposal': async (argument) => {
      const session = await sessionFor(context, argument);
      const record = openRecord(session);
      const proposal = session.proposalOf(record);
      if (proposal === null) throw new UserError(t('There is no rewrite to reject.'));
      mustBe(
        proposal,
        argument,
        t('Another rewrite is on show by now, so nothing was rejected. Read it, then decide.'),
      );
      const decides = proposal.state === 'ready' && fits(record, proposal);
      if (decides) {
        await context.decisions.reject(record, proposal.target.response, loggedPart(proposal, 'answer'));
        context.store.update(advance(proposal, { type: 'reject' }));
      } else if (proposal.state === 'pending') {
        context.rewriter.stop(proposal.id);
      } else {
        // Of another text than the one that stands: putting it away decides nothing about this one.
        context.store.remove(proposal.id);
      }
      session.selectProposal(null);
      if (decides && session.proposalOf(record) === null) goOn(context, session);
    },
  } satisfies Record<string, CommandHandler>;
}

export async function acceptProposal(
  context: CommandContext,
  session: CurationSession,
  record: OpenRecord,
  proposal: Proposal,
) {
  const texts = session
    .textsOf(proposal)
    .map(({ name, target, text: after }) => ({ target, after, proposal: loggedPart(proposal, name) }));
  settle(context, session, proposal, await context.decisions.acceptSet(record, changed(texts)));
}

/** Writes what a draft's text area holds. Also how a text is accepted that was written in VS Code's diff editor. */
export async function acceptDraft(context: CommandContext, session: CurationSession, record: OpenRecord) {
  const draft = session.draftOf(record);
  if (draft === null) return;
  const origin = draft.proposal;
  const passages = origin === null ? await passageIds(context, session, record) : [];
  const from = (name: PartName, target: ProposalTarget, text: string): AcceptedText => ({
    target,
    after: text,
    proposal:
      origin === null
        ? loggedPart(proposalByHand('', target, text, passages), 'answer')
        : loggedPart(origin, name),
  });
  const { target, text, reasoning } = draft;
  const texts = [
    ...(reasoning === undefined ? [] : [from('reasoning', reasoning.target, reasoning.text)]),
    from('answer', target, text),
  ];
  const outcome = await context.decisions.acceptSet(record, changed(texts));
  if (outcome === 'accepted') session.endDraft(draft);
  if (origin !== null) settle(context, session, origin, outcome);
  else if (outcome === 'accepted') accepted(context, session);
  else if (outcome === 'stale')
    throw new UserError(t('{0} Your text is still in the rewrite area: copy it, then start again.', STALE()));
}

/** The rewrite becomes the chosen response, and what it was made for the rejected one. */
async function acceptAsChosen(
  context: CommandContext,
  session: CurationSession,
  record: OpenRecord,
  proposal: Proposal,
) {
  const answer = session.textsOf(proposal).find(({ name }) => name === 'answer');
  const { original } = proposal.target;
  const moved = answer === undefined ? null : moveOriginal(record.transcript, original, answer.text);
  if (moved === null || answer === undefined)
    throw new UserError(
      t(
        'This record has no chosen and rejected response with a text of its own each, so a rewrite cannot take the one side and the original the other.',
      ),
    );
  if (proposal.reasoning !== undefined || !isAnswerOf(record, proposal.target))
    throw new UserError(
      t(
        'This rewrite changes the reasoning. Only a rewrite of the answer alone can become the chosen response with the original as the rejected one.',
      ),
    );
  const { chosen, rejected } = moved;
  const provenance = loggedPart(proposal, 'answer');
  const kept: LoggedProposal = {
    ...loggedPart(proposalByHand('', proposal.target, original, []), 'answer'),
    strategy: MOVED,
  };
  const texts: AcceptedText[] = [
    ...(chosen === null ? [] : [{ ...chosen, proposal: provenance }]),
    ...(rejected === null ? [] : [{ ...rejected, proposal: kept }]),
  ];
  // The proposal may have been made for either side, and that text must still be the one that is moved.
  const now = record.transcript.responses.find(({ id }) => id === proposal.target.response);
  const stands = now?.turn.segments.some(({ text }) => text === original) ?? false;
  const outcome = stands ? await context.decisions.acceptSet(record, changed(texts)) : 'stale';
  settle(context, session, proposal, outcome);
}

function isAnswerOf(record: OpenRecord, target: ProposalTarget): boolean {
  const response = record.transcript.responses.find(({ id }) => id === target.response);
  const segment = response?.turn.segments.find(
    ({ origin }) =>
      origin !== null &&
      origin.start === target.origin.start &&
      JSON.stringify(origin.path) === JSON.stringify(target.origin.path),
  );
  return segment?.kind === 'text';
}

/** The texts that differ from what stands. @throws UserError when none does: an accept that changes nothing is a mistake. */
function changed(texts: readonly AcceptedText[]): readonly AcceptedText[] {
  const different = texts.filter(({ target, after }) => after !== target.original);
  if (different.length === 0)
    throw new UserError(
      t('The text is the same as the original, so there is nothing to accept. Change it, or cancel.'),
    );
  return different;
}

function settle(
  context: CommandContext,
  session: CurationSession,
  proposal: Proposal,
  outcome: AcceptOutcome,
) {
  // Accepted twice at once: the first has done it, and for the second the text is another only because of that.
  if (outcome === 'stale' && context.store.get(proposal.id)?.state === 'accepted') return;
  if (outcome === 'accepted') {
    if (canHappen(proposal.state, 'accept')) context.store.update(advance(proposal, { type: 'accept' }));
    session.selectProposal(null);
    accepted(context, session);
    return;
  }
  if (canHappen(proposal.state, 'go-stale')) {
    context.store.update(advance(proposal, { type: 'go-stale', problem: STALE() }));
  }
  throw new UserError(STALE());
}

function accepted(context: CommandContext, session: CurationSession): void {
  context.walkthrough.did('accept');
  goOn(context, session);
}

const STALE = () =>
  t(
    'The response was changed after this rewrite was made for it, so nothing was written. Ask for a new rewrite.',
  );

const ANOTHER = () => t('Another rewrite is on show by now, so nothing was accepted. Read it, then decide.');

export function readyProposal(session: CurationSession): Proposal {
  const { record } = session;
  const proposal = record === null ? null : session.proposalOf(record);
  if (proposal === null) throw new UserError(t('There is no rewrite yet. Ask for one, or write it by hand.'));
  if (proposal.state === 'pending')
    throw new UserError(t('The rewrite is still being written. Wait until it is there, or stop it.'));
  if (proposal.state !== 'ready')
    throw new UserError(proposal.problem ?? t('This rewrite cannot be used. Ask for a new one.'));
  return proposal;
}

/** The panel names the rewrite that the curator saw; another one may have come in its place since. */
export function mustBe(proposal: Proposal, named: unknown, problem: string): void {
  if (typeof named !== 'string' || named === proposal.id) return;
  throw new UserError(problem);
}

async function passageIds(context: CommandContext, session: CurationSession, record: OpenRecord) {
  const response = record.transcript.responses.find(({ id }) => id === session.responseOf(record));
  if (response === undefined) return [];
  return (await context.rewriter.passages(record, response)).map(({ passage }) => passage.id);
}

/** What the log keeps of one of a proposal's texts. One answer was paid for, so only one entry tells what it cost. */
function loggedPart(proposal: Proposal, part: PartName): LoggedProposal {
  const { id, provenance, reasoning, text } = proposal;
  // What was written by hand was never proposed, so it has no name.
  const named = id === '' ? provenance : { ...provenance, id };
  return part === 'answer'
    ? { ...named, text }
    : { ...named, usage: null, costUsd: null, text: reasoning?.text ?? '' };
}
