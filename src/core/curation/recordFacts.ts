import type { Assessment } from '../assess/assessment.ts';
import { responseText } from '../dataset/responseText.ts';
import type { Response, Transcript } from '../dataset/transcript.ts';
import { textHash } from './keys.ts';
import { disagreementOf } from './readers.ts';
import { type CurationStatus, openFindings, type ResponseCuration } from './state.ts';

/** What a filter may ask of one response. Texts and passages are made only when they are asked for. */
export interface RecordFacts {
  readonly status: CurationStatus;
  /** By findings that no curator dismissed. */
  readonly flagged: boolean;
  /** A proposal waits for a decision. */
  readonly ready: boolean;
  readonly noted: boolean;
  readonly exemplar: boolean;
  /** Curators, or assessors, do not agree whether to flag it, and nobody settled it. */
  readonly disagreement: boolean;
  /** The curators to whom it was given to label. */
  readonly assigned: readonly string[];
  /** Codes of the findings in force. */
  readonly codes: readonly string[];
  /** Null where there is no verdict. */
  readonly stakes: string | null;
  readonly holder: string | null;
  readonly reasoning: string | null;
  readonly shape: string;
  /** The transcript defines tools or uses them. */
  readonly tools: boolean;
  /** Ids of the passages that bear on the response, or that its proposals cite. */
  readonly passages: () => readonly string[];
  /** All texts before the response, the system text included. */
  readonly prompt: () => string;
  readonly response: () => string;
}

/** What is known besides the record itself. */
export interface FactSources {
  /** The rubric's verdict; null where there is none. */
  readonly assessment: Assessment | null;
  /** What the log says; null where there is no log. */
  readonly curation: ResponseCuration | null;
  readonly ready?: boolean;
  /** Whether the judge does not agree with the rubric. */
  readonly judgeDisagrees?: boolean;
  readonly passages?: () => readonly string[];
}

/** The facts of one response of a record. */
export function factsOf(transcript: Transcript, response: Response, sources: FactSources): RecordFacts {
  const { assessment, curation } = sources;
  const verdict = assessment === null || assessment.notAssessed !== undefined ? null : assessment;
  const all = assessment?.findings ?? [];
  const dismisses = curation !== null && curation.dismissals.length > 0;
  const findings = dismisses ? openFindings(curation, all, textHash(responseText(response).text)) : all;
  // A flag stands while a fault behind it does.
  const stands = !dismisses || findings.some(({ code }) => code !== 'admirable-reasoning');
  return {
    status: curation?.status ?? 'undecided',
    flagged: (assessment?.flag ?? false) && stands,
    ready: sources.ready ?? false,
    noted: (curation?.notes.length ?? 0) > 0,
    exemplar: curation?.exemplar ?? false,
    disagreement:
      (sources.judgeDisagrees ?? false) || (curation !== null && disagreementOf(curation) !== null),
    assigned: curation?.assigned.map(({ to }) => to) ?? [],
    codes: findings.map(({ code }) => code),
    stakes: verdict?.stakes ?? null,
    holder: verdict?.holder ?? null,
    reasoning: verdict?.reasoning ?? null,
    shape: transcript.shape,
    get tools() {
      const turns = [...response.context, response.turn, ...response.after];
      return (
        transcript.tools.length > 0 ||
        turns.some(({ segments }) =>
          segments.some(({ kind }) => kind === 'tool-call' || kind === 'tool-result'),
        )
      );
    },
    passages: sources.passages ?? (() => findings.flatMap(({ passages }) => passages)),
    prompt: () =>
      [transcript.system, ...response.context.map(({ segments }) => segments)]
        .flatMap((segments) => segments.map(({ text }) => text))
        .join('\n\n'),
    response: () => responseText(response).text,
  };
}
