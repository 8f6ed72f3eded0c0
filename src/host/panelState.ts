import type { Finding } from '../core/assess/assessment.ts';
import { findingSentence } from '../core/assess/findingSentences.ts';
import { FINDING_TITLES } from '../core/assess/titles.ts';
import type { RankedPassage } from '../core/constitution/constitution.ts';
import type { PassageRanker } from '../core/constitution/rank.ts';
import { describeEntry } from '../core/curation/describe.ts';
import { type CurationState, decisionStands, dismissalOf, findingKey } from '../core/curation/state.ts';
import { locateSpan, responseText } from '../core/dataset/responseText.ts';
import { shownTurns } from '../core/dataset/shownTurns.ts';
import type { Response, ResponseId, Segment } from '../core/dataset/transcript.ts';
import { canMoveOriginal } from '../core/rewrite/moveOriginal.ts';
import { type RewriteSegment, targetsOf } from '../core/rewrite/targets.ts';
import { t } from '../core/text/translate.ts';
import type {
  DecisionView,
  FindingView,
  PassageView,
  RecordView,
  ResponseView,
  SegmentView,
  TurnView,
} from '../protocol/panel.ts';
import { citationNotes, type SortedCitations } from './citations.ts';
import type { KeptJudgement } from './judgements.ts';
import { judgeView } from './judgeView.ts';
import { noteViews } from './notes/recordNotes.ts';
import { placeOf } from './places.ts';
import { type OpenRecord, responseHash, traitsOf } from './records.ts';

/** Longest text sent to the panel at first; the rest is fetched when the curator asks. */
const SEGMENT_LIMIT = 60_000;

const NOT_ASSESSED: ResponseView['assessment'] = {
  stakes: 'none',
  holder: 'nobody',
  reasoning: 'n/a',
  conduct: 'sound',
  flag: false,
};

/** What a record's view is made from. */
export interface RecordParts {
  readonly record: OpenRecord;
  readonly curation: CurationState;
  readonly ranker: PassageRanker;
  /** Ranked passages by response. */
  readonly passages: ReadonlyMap<ResponseId, readonly RankedPassage[]>;
  /** What became of the passages that rewrites of each response cite. */
  readonly cited: ReadonlyMap<ResponseId, SortedCitations>;
  /** The response the curator looks at; its context is the chat shown. */
  readonly selected: ResponseId;
  /** What the judge said, by response. */
  readonly judged: ReadonlyMap<ResponseId, KeptJudgement>;
  readonly isJudging: (response: ResponseId) => boolean;
  /** What rewrites replace. */
  readonly segment: RewriteSegment;
  /** The strategy that *Rewrite Response* takes, in words, by response. */
  readonly suggested: ReadonlyMap<ResponseId, string>;
}

export function transcriptView(parts: RecordParts): RecordView {
  const { record } = parts;
  const { transcript } = record;
  return {
    kind: 'transcript',
    line: record.line,
    place: placeOf(record.model.source, record.line),
    recordId: transcript.recordId,
    shape: transcript.shape,
    labels: transcript.labels ?? [],
    tools: transcript.tools,
    turns: turnViews(parts),
    responses: transcript.responses.map((response) => responseView(parts, response)),
    decisions: transcript.responses
      .flatMap((response) => decisionViews(parts.curation, record, response))
      .sort((a, b) => (a.at < b.at ? 1 : -1)),
  };
}

/** A segment's whole text by the keys that the panel knows it by; null when there is no such segment. */
export function wholeSegment(
  record: OpenRecord,
  selected: ResponseId,
  turnKey: string,
  index: number,
): string | null {
  return (
    shownTurns(record.transcript, selected).find(({ key }) => key === turnKey)?.turn.segments[index]?.text ??
    null
  );
}

function turnViews(parts: RecordParts): readonly TurnView[] {
  const { record, selected } = parts;
  const notes = noteViews(record, parts.curation, selected);
  return shownTurns(record.transcript, selected).map(({ key, turn, response }) => {
    return {
      key,
      role: turn.role,
      speaker: turn.speaker,
      segments: turn.segments.map((segment, index) =>
        segmentView(segment, response ? marksOf(response, findingsOn(parts, response.id), index) : []),
      ),
      response: response?.id ?? null,
      notes: notes.get(key) ?? [],
    };
  });
}

/** The rubric's findings on a response, then the judge's: the order that marks and cards count by. */
function findingsOn({ record, judged }: RecordParts, id: ResponseId): readonly Finding[] {
  const rubric = record.assessments.find((candidate) => candidate.response === id)?.findings ?? [];
  return [...rubric, ...(judged.get(id)?.judgement.assessment.findings ?? [])];
}

function marksOf(response: Response, findings: readonly Finding[], segment: number): SegmentView['marks'] {
  const { pieces } = responseText(response);
  return findings.flatMap((finding, index) =>
    locateSpan(pieces, finding.span)
      .filter((place) => place.segment === segment)
      .map((place) => ({ start: place.start, end: place.end, finding: index })),
  );
}

function segmentView(segment: Segment, marks: SegmentView['marks']): SegmentView {
  const omitted = Math.max(0, segment.text.length - SEGMENT_LIMIT);
  const text = omitted > 0 ? segment.text.slice(0, SEGMENT_LIMIT) : segment.text;
  return {
    kind: segment.kind,
    label: segment.label ?? null,
    text,
    omitted,
    marks: marks.filter((mark) => mark.start < text.length),
  };
}

function responseView(parts: RecordParts, response: Response): ResponseView {
  const { record, curation } = parts;
  const assessment = record.assessments.find((candidate) => candidate.response === response.id);
  const passages = parts.passages.get(response.id) ?? [];
  const reading = targetsOf(response, parts.segment);
  const readOnlyReason = record.model.source.whyLineReadOnly(record.line);
  return {
    id: response.id,
    title: RESPONSE_TITLES[response.id],
    assessment: assessment ?? NOT_ASSESSED,
    notAssessed: assessment?.notAssessed === undefined ? null : findingSentence(assessment.notAssessed),
    judge: judgeView(parts.judged.get(response.id) ?? null),
    judging: parts.isJudging(response.id),
    findings: findingsOn(parts, response.id).map((finding): FindingView => {
      const dismissal = dismissalOf(
        curation.about(traitsOf(record), response.id),
        finding,
        responseHash(response),
      );
      return {
        key: findingKey(finding),
        code: finding.code,
        title: FINDING_TITLES[finding.code],
        severity: finding.severity,
        message: findingSentence(finding.message),
        assessor: finding.assessor,
        passages:
          finding.passages.length > 0
            ? finding.passages
            : passages.slice(0, 2).map(({ passage }) => passage.id),
        dismissed: dismissal?.reason ?? null,
      };
    }),
    passages: passageViews(parts, response.id),
    citationNotes: notesOf(parts, response.id),
    editable: reading.ok && readOnlyReason === null,
    whyNotEditable: readOnlyReason ?? (reading.ok ? null : reading.problem),
    original: reading.ok ? reading.targets.target.original : '',
    suggested: parts.suggested.get(response.id) ?? '',
    canMoveOriginal: readOnlyReason === null && canMoveOriginal(record.transcript),
  };
}

const RESPONSE_TITLES: Readonly<Record<ResponseId, string>> = {
  get last() {
    return t('Response');
  },
  get chosen() {
    return t('Chosen response');
  },
  get rejected() {
    return t('Rejected response');
  },
};

/** The passages that bear on the response, then those that its rewrites cite besides. */
function passageViews({ passages, cited, ranker }: RecordParts, id: ResponseId): readonly PassageView[] {
  const ranked = passages.get(id) ?? [];
  const here = cited.get(id)?.here ?? new Map<string, never>();
  const shown = new Set(ranked.map(({ passage }) => passage.id));
  const besides = [...here.keys()]
    .filter((citedId) => !shown.has(citedId))
    .flatMap((citedId): RankedPassage[] => {
      const passage = ranker.byId(citedId);
      return passage === undefined ? [] : [{ passage, score: 0, matches: [] }];
    });
  return [...ranked, ...besides].map((one) => passageView(one, ranker, here.get(one.passage.id) ?? null));
}

function notesOf({ cited }: RecordParts, id: ResponseId): readonly string[] {
  const citations = cited.get(id);
  return citations === undefined ? [] : citationNotes(citations);
}

function passageView(
  { passage, matches }: RankedPassage,
  ranker: PassageRanker,
  cited: PassageView['cited'],
): PassageView {
  const { before, after } = ranker.context(passage.id);
  return {
    id: passage.id,
    section: passage.section,
    heading: passage.heading,
    text: passage.text,
    matches,
    before: before?.text ?? '',
    after: after?.text ?? '',
    cited,
  };
}

function decisionViews(curation: CurationState, record: OpenRecord, response: Response): DecisionView[] {
  const found = curation.about(traitsOf(record), response.id);
  const stands = decisionStands(found, responseHash(response));
  return found.entries.map((entry) => ({
    type: entry.type,
    summary:
      entry === found.last && !stands
        ? t('{0} The text has changed since.', describeEntry(entry))
        : describeEntry(entry),
    at: entry.at,
    by: entry.by,
  }));
}
