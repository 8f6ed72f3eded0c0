import type { Readable } from 'node:stream';
import type { Assessment, Finding } from '../core/assess/assessment.ts';
import { assessTranscript } from '../core/assess/rubric.ts';
import { openFindings, type ResponseCuration } from '../core/curation/state.ts';
import { recordTraits } from '../core/curation/traits.ts';
import type { Response, Transcript } from '../core/dataset/transcript.ts';
import { type ReadLog, readCurationLog } from './curation.ts';
import { type Problems, RecordProblems } from './problems.ts';
import { type InputRecord, openInput } from './records.ts';
import { ownId, repeatedIds } from './repeatedIds.ts';

/** A response with what the rubric and the log say of it. */
export interface CuratedResponse {
  readonly response: Response;
  readonly assessment: Assessment;
  readonly curation: ResponseCuration;
  /** Of its present text. */
  readonly hash: string;
  /** Findings that are not dismissed, merits among them. */
  readonly open: readonly Finding[];
  /**
   * Flagged, by findings that no curator dismissed, in a response that none called an exemplar. The rejected side of a
   * preference never is: that it is bad is why it was rejected.
   */
  readonly flagged: boolean;
}

export interface CuratedRecord {
  readonly input: InputRecord;
  readonly transcript: Transcript;
  /** Null where it has none, or another record has the same. */
  readonly id: string | null;
  readonly responses: readonly CuratedResponse[];
}

/** A dataset with its log: the records that are transcripts one by one; what is none is told to `problems`. */
export interface CuratedFile {
  readonly log: ReadLog;
  readonly records: AsyncIterable<CuratedRecord>;
}

/**
 * Opens a dataset with the curation log beside it, or the one at `logPath`.
 * @param onProblem is called with each record that is no transcript.
 * @throws UserError as `openInput` and `readCurationLog` do.
 */
export async function openCurated(
  file: string,
  logPath: string | undefined,
  stdin: Readable,
  problems: Problems,
  onProblem: (record: InputRecord) => void = () => {},
): Promise<CuratedFile> {
  const log = await readCurationLog(file, logPath, problems);
  const repeated = await repeatedIds(file, stdin);
  const input = await openInput(file, stdin);
  const records = async function* (): AsyncGenerator<CuratedRecord> {
    const broken = new RecordProblems(problems);
    for await (const record of input.records) {
      broken.add(record);
      const { reading } = record;
      if (reading.kind !== 'transcript') {
        onProblem(record);
        continue;
      }
      const { transcript } = reading;
      const id = ownId(transcript.recordId, repeated);
      const traits = recordTraits(transcript, record.number, id !== null);
      const responses = assessTranscript(transcript).flatMap((assessment) => {
        const response = transcript.responses.find((candidate) => candidate.id === assessment.response);
        if (response === undefined) return [];
        const curation = log.state.about(traits, response.id);
        const hash = traits.hash(response.id);
        const open = openFindings(curation, assessment.findings, hash);
        const flagged =
          assessment.flag &&
          response.id !== 'rejected' &&
          !curation.exemplar &&
          open.some(({ code }) => code !== 'admirable-reasoning');
        return [{ response, assessment, curation, hash, open, flagged }];
      });
      yield { input: record, transcript, id, responses };
    }
    broken.finish(file);
  };
  return { log, records: records() };
}
