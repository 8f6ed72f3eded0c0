import { resolve } from 'node:path';
import { assessTranscript } from '../core/assess/rubric.ts';
import { EmbeddedRanker } from '../core/constitution/embedded.ts';
import { createPassageRanker } from '../core/constitution/rank.ts';
import { loadEmbedder } from '../model/embedder.ts';
import { readConceptLayer } from './conceptFile.ts';
import { readConstitution } from './constitutionFile.ts';
import { printJson } from './output.ts';
import { type Problems, RecordProblems } from './problems.ts';
import { openInput } from './records.ts';
import { ownId, repeatedIds } from './repeatedIds.ts';
import type { Streams } from './streams.ts';

/**
 * Prints, for each record's response (the chosen one of a preference), the passages that bear on it, best first; for
 * the chat alone where the assistant has not answered.
 */
export async function rankFile(
  file: string,
  options: {
    readonly constitution: string;
    readonly concepts?: string;
    readonly embeddingModel?: string;
    readonly top: number;
  },
  streams: Pick<Streams, 'stdin' | 'stdout'>,
  problems: Problems,
): Promise<void> {
  const constitution = await readConstitution(options.constitution);
  const base = createPassageRanker(
    constitution,
    options.concepts === undefined ? {} : { concepts: await readConceptLayer(options.concepts) },
  );
  const embedded =
    options.embeddingModel === undefined
      ? null
      : new EmbeddedRanker(
          base,
          constitution.passages,
          await loadEmbedder(resolve(options.embeddingModel)),
          () => {},
          (error) =>
            problems.add(
              `The embedding model failed: ${error instanceof Error ? error.message : String(error)}`,
            ),
        );
  const ranker = embedded ?? base;
  const repeated = await repeatedIds(file, streams.stdin);
  const input = await openInput(file, streams.stdin);
  const broken = new RecordProblems(problems);
  for await (const record of input.records) {
    const { reading } = record;
    broken.add(record);
    if (reading.kind !== 'transcript') continue;
    const { transcript } = reading;
    const response = transcript.responses[0] ?? null;
    const findings =
      response === null
        ? []
        : (assessTranscript(transcript).find((found) => found.response === response.id)?.findings ?? []);
    const query = { transcript, response, findings };
    await embedded?.prepare(query);
    await printJson(streams.stdout, {
      line: record.number,
      id: ownId(transcript.recordId, repeated),
      passages: ranker.rank(query, options.top).map(({ passage, score }) => ({
        id: passage.id,
        section: passage.section,
        heading: passage.heading,
        score: Number(score.toFixed(4)),
      })),
    });
  }
  broken.finish(file);
}
