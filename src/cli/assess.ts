import { assessTranscript } from '../core/assess/rubric.ts';
import { createPassageRanker } from '../core/constitution/rank.ts';
import { parseFilter } from '../core/curation/filter.ts';
import { compileFilter } from '../core/curation/filterMatch.ts';
import { factsOf } from '../core/curation/recordFacts.ts';
import { recordTraits } from '../core/curation/traits.ts';
import { readConstitution } from './constitutionFile.ts';
import { readCurationLog } from './curation.ts';
import { printJson } from './output.ts';
import { type Problems, RecordProblems } from './problems.ts';
import { openInput } from './records.ts';
import { ownId, repeatedIds } from './repeatedIds.ts';
import type { Streams } from './streams.ts';

/** Passages cited by each finding. */
const CITED = 3;

/** Prints one JSON line per assessed response, in the order of the file. */
export async function assessFile(
  file: string,
  options: { readonly constitution?: string | undefined; readonly filter?: string | undefined },
  streams: Pick<Streams, 'stdin' | 'stdout'>,
  problems: Problems,
): Promise<void> {
  const wanted = options.filter === undefined ? null : compileFilter(parseFilter(options.filter));
  const log = wanted === null ? null : await readCurationLog(file, undefined, problems);
  const ranker =
    options.constitution === undefined
      ? null
      : createPassageRanker(await readConstitution(options.constitution));
  const repeated = await repeatedIds(file, streams.stdin);
  const input = await openInput(file, streams.stdin);
  const broken = new RecordProblems(problems);
  for await (const record of input.records) {
    const { reading } = record;
    broken.add(record);
    if (reading.kind !== 'transcript') continue;
    const { transcript } = reading;
    for (const assessment of assessTranscript(transcript)) {
      const response = transcript.responses.find(({ id }) => id === assessment.response);
      const passages =
        ranker === null || response === undefined || assessment.findings.length === 0
          ? []
          : ranker
              .rank({ transcript, response, findings: assessment.findings }, CITED)
              .map(({ passage }) => passage.id);
      if (wanted !== null && response !== undefined) {
        const traits = recordTraits(transcript, record.number, ownId(transcript.recordId, repeated) !== null);
        const curation = log?.state.about(traits, response.id) ?? null;
        const facts = factsOf(transcript, response, { assessment, curation, passages: () => passages });
        if (!wanted(facts)) continue;
      }
      await printJson(streams.stdout, {
        line: record.number,
        id: ownId(transcript.recordId, repeated),
        response: assessment.response,
        stakes: assessment.stakes,
        holder: assessment.holder,
        reasoning: assessment.reasoning,
        conduct: assessment.conduct,
        flag: assessment.flag,
        ...(assessment.notAssessed === undefined ? {} : { notAssessed: assessment.notAssessed }),
        findings: assessment.findings.map(({ code, severity, message, span }) => ({
          code,
          severity,
          message,
          span,
          passages,
        })),
      });
    }
  }
  broken.finish(file);
}
