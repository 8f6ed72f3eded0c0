import * as vscode from 'vscode';
import { describeEntry } from '../../core/curation/describe.ts';
import { dismissalOf, findingKey } from '../../core/curation/state.ts';
import { rewriteName } from '../../core/curation/takenBack.ts';
import { UserError } from '../../core/errors.ts';
import { responseHash, responseOf, traitsOf } from '../records.ts';
import { askDismissal } from './askDismissal.ts';
import {
  type CommandContext,
  type CommandHandler,
  recordArgument,
  sessionFor,
  targetRecord,
} from './context.ts';
import { goOn } from './goOn.ts';

/** Decisions that leave the dataset as it is. */
export function decidingCommands(context: CommandContext) {
  return {
    'rationale.dismissFinding': async (argument) => {
      const { record, response } = targetRecord(context, argument);
      const log = context.logs.for(record.model.uri);
      await log.ready;
      const curation = log.state.about(traitsOf(record), response);
      const hash = responseHash(responseOf(record, response));
      await context.judgements.of(record);
      const judged = context.judgements.placed(record.model, record.line);
      const findings = [...record.assessments, ...judged]
        .filter((assessment) => assessment.response === response)
        .flatMap((assessment) => assessment.findings);
      const wanted = typeof argument === 'string' ? argument : recordArgument(argument)?.finding;
      const named = findings.find((finding) => findingKey(finding) === wanted);
      if (named !== undefined && dismissalOf(curation, named, hash) !== null) {
        await context.decisions.restoreFinding(record, response, named);
        return;
      }
      const open = findings.filter((finding) => dismissalOf(curation, finding, hash) === null);
      if (open.length === 0) throw new UserError(vscode.l10n.t('This response has no findings to dismiss.'));
      const offered = named === undefined ? open : [named];
      const asked = await askDismissal(offered, recordArgument(argument)?.reason);
      if (asked === undefined) return;
      const { code, assessor, message } = asked.finding;
      await context.decisions.dismiss(record, response, { code, assessor, message }, asked.reason);
    },
    'rationale.markExemplar': async (argument) => {
      const { record, response } = targetRecord(context, argument);
      await context.decisions.markExemplar(record, response);
      const session = context.editors.active;
      if (recordArgument(argument) === null && session !== null) goOn(context, session);
    },
    'rationale.skipRecord': async (argument) => {
      const { record, response } = targetRecord(context, argument);
      await context.decisions.skip(record, response);
      const session = context.editors.active;
      // Skipping means to look at something else.
      if (recordArgument(argument) === null && session !== null && !goOn(context, session))
        session.step(1, false);
    },
    'rationale.undoDecision': async (argument) => {
      const session = await sessionFor(context, argument);
      const undone = await context.decisions.undoLast(session.model);
      if (undone === null) {
        vscode.window.setStatusBarMessage(vscode.l10n.t('There is no decision of yours to take back.'), 4000);
        return;
      }
      session.goTo(undone.line);
      const { entry } = undone;
      // The rewrite that waits again is the one to be looked at.
      if (entry.type === 'accept' || entry.type === 'accept-edited' || entry.type === 'reject') {
        session.selectResponse(entry.response.id);
        session.selectProposal(rewriteName(entry));
      }
      vscode.window.setStatusBarMessage(
        `${vscode.l10n.t('Taken back: {0}', describeEntry(entry))}${undone.records > 1 ? vscode.l10n.t(' The same for {0} more.', undone.records - 1) : ''}`,
        6000,
      );
    },
  } satisfies Record<string, CommandHandler>;
}
