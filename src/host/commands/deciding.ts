import * as vscode from 'vscode';
import { FINDING_TITLES } from '../../core/assess/titles.ts';
import { dismissalOf, findingKey } from '../../core/curation/state.ts';
import { UserError } from '../../core/errors.ts';
import { responseHash, responseOf, traitsOf } from '../records.ts';
import { type CommandContext, type CommandHandler, recordArgument, targetRecord } from './context.ts';

const REASONS = [
  'Nothing ethical is at stake here',
  'The reasons are there',
  'The finding names the wrong fault',
  'True, but not worth a rewrite',
] as const;

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
      if (open.length === 0) throw new UserError('This response has no findings to dismiss.');
      let finding = named;
      if (finding === undefined && open.length === 1) finding = open[0];
      if (finding === undefined) {
        const picked = await vscode.window.showQuickPick(
          open.map((candidate) => ({
            label: FINDING_TITLES[candidate.code],
            detail: candidate.message,
            finding: candidate,
          })),
          { title: 'Dismiss Which Finding?' },
        );
        finding = picked?.finding;
      }
      if (finding === undefined) return;
      const reason = recordArgument(argument)?.reason ?? (await askReason(FINDING_TITLES[finding.code]));
      if (reason === undefined) return;
      const { code, assessor, message } = finding;
      await context.decisions.dismiss(record, response, { code, assessor, message }, reason);
    },
    'rationale.markExemplar': async (argument) => {
      const { record, response } = targetRecord(context, argument);
      await context.decisions.markExemplar(record, response);
    },
    'rationale.skipRecord': async (argument) => {
      const { record, response } = targetRecord(context, argument);
      await context.decisions.skip(record, response);
    },
    'rationale.addNote': async (argument) => {
      const { record, response } = targetRecord(context, argument);
      const text = await vscode.window.showInputBox({
        title: `Note on Record at Line ${record.line + 1}`,
        prompt: 'Kept in the curation log',
        ignoreFocusOut: true,
      });
      if (text?.trim()) await context.decisions.note(record, response, text.trim());
    },
  } satisfies Record<string, CommandHandler>;
}

async function askReason(title: string): Promise<string | undefined> {
  const own = 'Another reason…';
  const picked = await vscode.window.showQuickPick([...REASONS, own], { title: `Dismiss “${title}”: why?` });
  if (picked !== own) return picked;
  const text = await vscode.window.showInputBox({
    title: `Dismiss “${title}”`,
    prompt: 'Why?',
    ignoreFocusOut: true,
  });
  return text?.trim() || undefined;
}
