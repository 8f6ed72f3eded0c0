import { problemSentence } from '../core/dataset/problemSentences.ts';
import { t } from '../core/text/translate.ts';
import type { PanelState, RecordView } from '../protocol/panel.ts';
import { citationsOf } from './citations.ts';
import type { CurationSession } from './curationSession.ts';
import { transcriptView } from './panelState.ts';
import { placeOf } from './places.ts';
import { proposalViews, spentOn } from './proposalViews.ts';
import { readLine } from './records.ts';
import type { SessionServices } from './sessionServices.ts';

/** Characters of a record without a transcript that are shown. */
const EXCERPT = 4000;

/** How the reason ends why records are only read that become a dataset's when they are converted. */
const CONVERT = 'Convert it to JSONL to edit it.';

/** All that a session's panel shows, as it stands now. */
export async function panelSnapshot(
  services: SessionServices,
  session: CurationSession,
  revision: number,
): Promise<PanelState> {
  const { model } = session;
  const { constitutions, logs, provider, rewriter, judgements, calibration, segments, workspaceState } =
    services;
  const segment = segments.for(model.uri);
  const constitution = await constitutions.for(model.uri);
  const log = logs.for(model.uri);
  await log.ready;
  // The curator may go on while the passages are ranked; a state is of one record.
  const { line } = session;
  const { reading, record } = readLine(model, line);
  const selected = record === null ? 'last' : session.responseOf(record);
  let view: RecordView;
  if (record !== null) {
    const passages = new Map(
      await Promise.all(
        record.transcript.responses.map(
          async (response) => [response.id, await rewriter.passages(record, response)] as const,
        ),
      ),
    );
    view = transcriptView({
      record,
      curation: log.state,
      ranker: constitution.ranker,
      passages,
      selected,
      judged: await judgements.of(record),
      cited: new Map(
        await Promise.all(
          record.transcript.responses.map(
            async ({ id }) => [id, await citationsOf(services, record, id)] as const,
          ),
        ),
      ),
      isJudging: (response) => judgements.isRunning(record, response),
      segment,
      suggested: await rewriter.suggestedFor(record),
    });
  } else if (reading.kind === 'unrecognised' && model.isNoChat) {
    view = {
      kind: 'empty',
      message: model.format.summary,
      excerpt: model.source.line(line).slice(0, EXCERPT),
    };
  } else if (reading.kind === 'malformed' || reading.kind === 'unrecognised') {
    view = {
      kind: 'problem',
      line,
      place: placeOf(model.source, line),
      title:
        reading.kind === 'malformed'
          ? model.source.unit === 'line'
            ? t('This line is not JSON')
            : t('This record is not JSON')
          : t('This record has no known shape'),
      message: problemSentence(reading.problem.message),
      excerpt: model.source.line(line).slice(0, EXCERPT),
    };
  } else {
    view = {
      kind: 'empty',
      message:
        model.counts.records === 0
          ? t('This file has no records.')
          : model.source.unit === 'line'
            ? t('This line is blank.')
            : t('This record is blank.'),
    };
  }
  const { counts } = model;
  const proposals = record === null ? [] : await proposalViews(services, session, record);
  session.preselection.follow(proposals);
  const why = model.source.readOnlyReason ?? model.problem;
  const shown = record === null ? null : session.proposalOf(record);
  return {
    revision: revision,
    dataset: {
      name: model.uri.path.split('/').at(-1) ?? '',
      records: counts.records,
      lineCount: counts.lines,
      flagged: services.findings.flagged(model),
      decided: log.state.decidedRecords,
      problems: model.isNoChat ? 0 : counts.problems,
      scanning: model.scanning,
      stoppedAt: model.stoppedAt,
      readOnlyReason: why === null ? null : problemSentence(why),
      convertible: why?.endsWith(CONVERT) === true && counts.transcripts > 0,
      unsaved: model.source.isDirty,
    },
    constitution: {
      name: constitution.constitution.name,
      origin: constitution.origin,
      passages: constitution.constitution.passages.length,
      problem: constitution.problem,
    },
    provider: provider.view,
    agreement: calibration.standing(model),
    ordinal: counts.records === 0 ? 0 : model.ordinal(line),
    record: view,
    response: selected,
    proposals,
    proposal: shown?.id ?? null,
    segment,
    spent: record === null ? null : spentOn(services, record, selected),
    draft: record === null ? null : session.draftView(record),
    rendering: workspaceState.get<string>('rationale.rendering') === 'markdown' ? 'markdown' : 'text',
  };
}
