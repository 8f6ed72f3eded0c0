/**
 * Writes the walkthrough's sample: a few records of samples/difficult-advice.jsonl, and beside them a curation log in
 * which recorded rewrites of two of them wait for a decision, so that a first rewrite can be accepted without any key.
 * Run it again (`npx tsx scripts/walkthroughSample.ts`) when what a log entry holds has changed.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { assessTranscript } from '../src/core/assess/rubric.ts';
import { bulkProvenance, outcomeOf } from '../src/core/bulk/outcome.ts';
import { planRewrite } from '../src/core/bulk/plan.ts';
import { parseConstitution } from '../src/core/constitution/parse.ts';
import { createPassageRanker } from '../src/core/constitution/rank.ts';
import { LOG_VERSION, type ProposeEntry } from '../src/core/curation/decision.ts';
import { recordKey, textHash } from '../src/core/curation/keys.ts';
import { formatEntry } from '../src/core/curation/log.ts';
import { readRecord } from '../src/core/dataset/read.ts';
import { responseText } from '../src/core/dataset/responseText.ts';
import { RunIndex } from '../src/core/rewrite/checks/sharedRun.ts';
import { DEMO_MODEL } from './demo-server/messages.ts';
import { loadAnswers } from './demo-server/server.ts';
import { repositoryRoot } from './test-host/paths.ts';

/** The first is not flagged, so that going to the next flagged one shows something new. */
const RECORDS = [
  'advice-school-interpreter',
  'advice-neighbour-oak',
  'advice-light-curtain',
  'advice-training-hours',
  'advice-lift-certificate',
  'advice-retirement-gift',
];
const REWRITTEN = ['advice-light-curtain', 'advice-lift-certificate'];
const PASSAGES = 5;
const RUN = 'sample';

const folder = path.join(repositoryRoot, 'media/sample');
const all = (await readFile(path.join(repositoryRoot, 'samples/difficult-advice.jsonl'), 'utf8')).split('\n');
const starter = await readFile(path.join(repositoryRoot, 'media/starter-constitution.md'), 'utf8');
const constitution = parseConstitution(starter, 'Starter constitution.md');
const ranker = createPassageRanker(constitution);
const answers = await loadAnswers();

const lines = RECORDS.map((id) => {
  const line = all.find((text) => text.includes(`"${id}"`));
  if (line === undefined) throw new Error(`The samples hold no ${id}.`);
  return line;
});
const entries = REWRITTEN.map((id) => entryFor(id, RECORDS.indexOf(id)));
await mkdir(folder, { recursive: true });
await writeFile(path.join(folder, 'first-steps.jsonl'), `${lines.join('\n')}\n`);
await writeFile(path.join(folder, 'first-steps.curation.jsonl'), entries.map(formatEntry).join(''));

function entryFor(id: string, index: number): ProposeEntry {
  const reading = readRecord(lines[index] ?? '');
  const answer = answers.find(({ record }) => record === id)?.candidates[0];
  if (reading.kind !== 'transcript' || answer === undefined) throw new Error(`${id} cannot be rewritten.`);
  const { transcript } = reading;
  const [response] = transcript.responses;
  if (response === undefined) throw new Error(`${id} has no response.`);
  const findings = assessTranscript(transcript)[0]?.findings ?? [];
  const planned = planRewrite(
    {
      transcript,
      response,
      findings,
      passages: () => ranker.rank({ transcript, response, findings }, PASSAGES),
    },
    {
      strategy: null,
      instruction: null,
      segment: 'answer',
      candidates: 1,
      model: DEMO_MODEL,
      maxTokens: 8192,
      effort: null,
    },
    () => null,
  );
  if (!planned.ok) throw new Error(planned.reason);
  const { request, asks, requestHash } = planned.planned;
  const key = recordKey(transcript, true);
  const raw = {
    text: `<rewrite>\n${answer}\n</rewrite>`,
    model: DEMO_MODEL,
    answerId: null,
    usage: { inputTokens: 0, outputTokens: 0, storedTokens: 0, reusedTokens: 0 },
    costUsd: 0,
  };
  const outcome = outcomeOf(planned.planned, raw, {
    constitution: new RunIndex(constitution.passages.map(({ text }) => text)),
    accepted: null,
    ownId: null,
    describe: (name) => name,
  });
  if (!outcome.ok) throw new Error(outcome.problem);
  const entry = `${RUN}-${id}`;
  return {
    v: LOG_VERSION,
    id: entry,
    at: '2026-01-01T00:00:00.000Z',
    by: 'Rationale',
    record: { key, line: index + 1 },
    response: { id: response.id, hash: textHash(responseText(response).text) },
    type: 'propose',
    run: RUN,
    ask: asks[0]?.key ?? '',
    place: request.target.origin,
    before: request.target.original,
    proposal: {
      ...bulkProvenance(planned.planned, raw),
      usage: null,
      requestHash,
      id: entry,
      text: outcome.text,
    },
    checks: outcome.checks.map(({ name, verdict, message }) => ({ name, verdict, message })),
  };
}
