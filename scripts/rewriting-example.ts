// Prints the example of docs/rewriting.md: the prompt for a sample record, a recorded answer, and what the checks say of it.
// With --write, puts it between the document's markers.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assessTranscript } from '../src/core/assess/rubric.ts';
import { parseConstitution } from '../src/core/constitution/parse.ts';
import { createPassageRanker } from '../src/core/constitution/rank.ts';
import { readRecord } from '../src/core/dataset/read.ts';
import { checkProposal } from '../src/core/rewrite/checks/checksFor.ts';
import { RunIndex } from '../src/core/rewrite/checks/sharedRun.ts';
import { suggestStrategy } from '../src/core/rewrite/strategies.ts';
import type { RewriteRequest } from '../src/core/rewrite/strategy.ts';
import { targetsOf } from '../src/core/rewrite/targets.ts';

export const BEGIN = '<!-- example:begin -->';
export const END = '<!-- example:end -->';

const ROOT = join(import.meta.dirname, '..');
const DATASET = 'difficult-advice.jsonl';
const RECORD = 'advice-neighbour-oak';
const PASSAGES = 3;

/** The example as Markdown, from what the program does now. */
export function rewritingExample(): string {
  const line = read(`samples/${DATASET}`)
    .split('\n')
    .find((text) => text.includes(RECORD));
  const reading = readRecord(line ?? '');
  const response = reading.kind === 'transcript' ? reading.transcript.responses[0] : undefined;
  if (reading.kind !== 'transcript' || response === undefined) throw new Error(`no record ${RECORD}`);
  const { transcript } = reading;
  const targets = targetsOf(response, 'answer');
  if (!targets.ok) throw new Error(targets.problem);
  const constitution = parseConstitution(read('media/starter-constitution.md'), 'Starter constitution');
  const { findings } = assessTranscript(transcript)[0] ?? { findings: [] };
  const passages = createPassageRanker(constitution).rank({ transcript, response, findings }, PASSAGES);
  const request: RewriteRequest = {
    transcript,
    response,
    target: targets.targets.target,
    reasoning: null,
    passages,
    findings,
    instruction: null,
  };
  const strategy = suggestStrategy(request);
  const prompt = strategy.prompt(request);
  const answer = recordedAnswer();
  const checks = checkProposal(request, answer, null, {
    strategy,
    constitution: new RunIndex(constitution.passages.map(({ text }) => text)),
    accepted: null,
    ownId: null,
    describe: (id) => id,
  });
  return [
    `Strategy \`${strategy.name}\`, prompt \`${strategy.promptVersion}\`. The system message:`,
    fenced(prompt.system),
    `The user message, with the ${PASSAGES} best passages:`,
    fenced(prompt.user),
    'An answer:',
    fenced(`<rewrite>\n${answer}\n</rewrite>`),
    'What the checks say of it:',
    checks.map(({ name, verdict, message }) => `- \`${name}\`: **${verdict}**. ${message}`).join('\n'),
  ].join('\n\n');
}

function recordedAnswer(): string {
  const answers = JSON.parse(read('scripts/demo-server/answers.json')) as readonly {
    readonly record: string;
    readonly candidates: readonly string[];
  }[];
  const answer = answers.find(({ record }) => record === RECORD)?.candidates[0];
  if (answer === undefined) throw new Error(`no recorded answer for ${RECORD}`);
  return answer;
}

/** The text with the example between its markers; null when it has no markers. */
export function withExample(text: string): string | null {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, begin);
  return begin === -1 || end === -1
    ? null
    : `${text.slice(0, begin + BEGIN.length)}\n\n${rewritingExample()}\n\n${text.slice(end)}`;
}

function fenced(text: string): string {
  return `~~~text\n${text}\n~~~`;
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function main(): void {
  if (!process.argv.includes('--write')) {
    console.log(rewritingExample());
    return;
  }
  const file = join(ROOT, 'docs/rewriting.md');
  const text = withExample(readFileSync(file, 'utf8'));
  if (text === null) {
    console.error(`docs/rewriting.md has no markers ${BEGIN} and ${END}.`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(file, text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main();
}
