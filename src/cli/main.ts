import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { withoutLogs } from '../core/curation/logName.ts';
import { UserError } from '../core/errors.ts';
import { REPORT_FORM_NAMES, type ReportForm } from '../core/report/forms.ts';
import { STRATEGIES } from '../core/rewrite/strategies.ts';
import { REWRITE_SEGMENTS } from '../core/rewrite/targets.ts';
import { DEFAULT_MODEL } from '../model/models.ts';
import { assessFile } from './assess.ts';
import { checkFiles, type Limit, readLimit } from './check.ts';
import { EXPORT_FORMS, type ExportForm, exportFile } from './export.ts';
import { describeFiles } from './formats.ts';
import { rankFile } from './passages.ts';
import { Problems } from './problems.ts';
import { reportFile } from './report.ts';
import { rewriteFile } from './rewrite.ts';
import { REWRITE_OUTPUT } from './rewriteHelp.ts';
import type { RewriteOptions } from './rewriteOptions.ts';
import type { Streams } from './streams.ts';

const ABOUT =
  'Constitution-grounded data curation without an editor: assess chat transcripts, find the passages of a constitution that bear on them, propose rewrites, check, report and export.';

const INPUT = `
Reads JSON Lines, one record a line: OpenAI chat ("messages"), Anthropic
Messages, ShareGPT ("conversations"), hh-rlhf pairs ("chosen", "rejected") and
more; JSON files that hold a list of records or one; Inspect logs (.json, .eval);
and session logs of agents, whose lines are one transcript. No command writes to
a dataset, and only “rewrite” sends anything anywhere. Memory grows with the
longest line of a JSON Lines file, not with the file; other files are read whole.
`;

const INPUT_FILE = 'JSON Lines, a JSON file, an .eval log, or - for standard input';

const EXAMPLES = `
Examples:
  rationale formats data/*
  rationale assess cases.jsonl | jq -c 'select(.flag)'
  rationale passages cases.jsonl --constitution constitution.md --top 3
  zcat cases.jsonl.gz | rationale assess - > assessments.jsonl
  rationale check data/*.jsonl --max-flagged 2% --sarif rationale.sarif
  rationale rewrite cases.jsonl --out proposals.jsonl --max-cost 5
  rationale export cases.jsonl --as trl --out pairs.jsonl
  rationale report cases.jsonl --as html --out report.html
`;

const EXIT_CODES = `
Exit codes:
  0  every line was read
  1  done, but some lines have a problem (not JSON, no chat, not UTF-8); standard
     error names them
  2  could not run: wrong usage, or a file that is missing or unreadable`;

const FORMATS_OUTPUT = `
For each file: the shape that most records have, the share of the records that
have it, the records of each shape, the records of no known shape, the malformed
lines with the numbers of the first ones, the blank lines, and one line that sums
it up. What is not chat is called so.

With --json one line a file:
  {"file", "kind": "lines"|"list"|"log"|"single"|"session", "shape", "title",
   "confidence": 0…1, "records", "shapes": [{"shape", "count", "title"}],
   "unrecognised", "malformed", "malformedAt": [line…], "blank", "undecodable",
   "readOnlyReason", "summary"}

  kind         lines of JSON, a JSON list, an evaluation log, one JSON record, or
               a session log, whose lines are one transcript
  shape        null where the file is not chat
  undecodable  lines that are not UTF-8

Example:
  rationale formats --json data/*.jsonl | jq -r 'select(.shape == null) | .file'
`;

const ASSESS_OUTPUT = `
One line a response; a preference record has two, "chosen" and "rejected":
  {"line", "id", "response": "last"|"chosen"|"rejected",
   "stakes": "none"|"some", "holder": "user"|"assistant"|"nobody",
   "reasoning": "n/a"|"absent"|"thin"|"adequate"|"admirable",
   "conduct": "sound"|"misaligned", "flag": true|false,
   "findings": [{"code", "severity": "error"|"warning"|"info", "message",
                 "span": [start, end], "passages": [id…]}]}

  line         of the file, from 1; in a file that is no lines, the record's place;
               in a session log, the line of the response
  id           the record's own id as text, else null; null too where another record has the
               same one, as far as the file can be read twice
  flag         whether a careful curator would send the response back
  span         UTF-16 units of the response's readable text (reasoning and text,
               parted by a blank line), end exclusive
  passages     ids, best first; empty without --constitution
  notAssessed  why there is no verdict, as a sentence; only where there is none

Flags are aids of an offline rubric, not judgements of a person. A filter also
knows the curation log beside the file; its words are in docs/filters.md.

Examples:
  rationale assess cases.jsonl --filter 'undecided code:unreasoned-refusal length:<400'
  rationale assess cases.jsonl | jq -r 'select(.flag) | "\\(.line): \\(.findings[].message)"'
`;

const PASSAGES_OUTPUT = `
One line a record, for its last response (the chosen one of a preference; the
chat itself where the assistant has not answered):
  {"line", "id", "passages": [{"id", "section", "heading": […], "score"}]}

  line       of the file, from 1; in a file that is no lines, the record's place
  passages   best first
  section    the heading's explicit {#anchor}, else its slug; empty in a document without headings
  heading    the titles above the passage, outermost first
  score      comparable within one record only

Example:
  rationale passages cases.jsonl --constitution constitution.md --top 3 | jq -r '.passages[0].section'
`;

const CHECK_OUTPUT = `
For pipelines: a table with a row a file, and what passed a limit on standard
error. A response counts as flagged while a finding of the rubric that no curator
dismissed holds for it and none called it an exemplar; decisions are read from the
curation log beside each file (cases.curation.jsonl for cases.jsonl), which is left out
where *.jsonl names it too.

SARIF 2.1.0 holds a result for each finding, at its line and columns, and for each
line that is no record.

Exit codes:
  0  nothing passed a limit and every line was read
  1  a limit was passed, or lines have a problem; standard error names them
  2  could not run: wrong usage, or a file that is missing or unreadable

Example:
  rationale check data/*.jsonl --max-flagged 2% --require-decided --sarif rationale.sarif
`;

const REPORT_OUTPUT = `
Counts, shares by finding and decision, reasoning levels before and after rewrites,
agreement of the curators with the rubric and with one another, cost, time, each
curator, and what changed since a date.

Example:
  rationale report cases.jsonl --as html --out report.html --since 2026-01-01
`;

const EXPORT_OUTPUT = `
From the dataset and the curation log beside it; earlier versions of the dataset
are not needed.

  trl       {"prompt", "chosen", "rejected"}: message lists, for TRL's trainers
  openai    {"input", "preferred_output", "non_preferred_output"}
  hh-rlhf   {"chosen", "rejected"}: dialogues as text; two speakers and plain text only
  accepted  the records with an accepted rewrite, as they stand

In a pair the accepted text is chosen and the original rejected. What a form cannot
take is named on standard error and left out.

Example:
  rationale export cases.jsonl --as trl --out pairs.jsonl
`;

/**
 * Runs the command line.
 * @param args without the program's name
 * @returns the exit code, see the help
 */
export async function runCli(args: readonly string[], streams: Streams): Promise<number> {
  const problems = new Problems(streams.stderr);
  const outcome = { passed: true };
  try {
    await commands(streams, problems, outcome).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UserError)) throw error;
    problems.finish();
    streams.stderr.write(`rationale: ${error.message}\n`);
    return 2;
  }
  problems.finish();
  return problems.count === 0 && outcome.passed ? 0 : 1;
}

/** Whether what was checked kept its limits. */
interface CheckOutcome {
  passed: boolean;
}

function commands(streams: Streams, problems: Problems, outcome: CheckOutcome): Command {
  const program = new Command('rationale')
    .description(ABOUT)
    .addHelpText('after', INPUT + EXAMPLES + EXIT_CODES)
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
    })
    .showHelpAfterError('Run “rationale --help” for usage.')
    .exitOverride();

  program
    .command('formats')
    .description('Say what files hold: shape, confidence, records, malformed lines.')
    .argument('<files...>', INPUT_FILE)
    .option('--json', 'print one JSON line a file instead of a table')
    .addHelpText('after', FORMATS_OUTPUT + EXIT_CODES)
    .action((files: string[], options: { json?: boolean }) =>
      describeFiles(withoutLogs(files), options, streams, problems),
    );

  program
    .command('assess')
    .description('Assess every response of a dataset with the offline rubric.')
    .argument('<file>', INPUT_FILE)
    .option('--constitution <file>', 'cite passages of this document in the findings: Markdown, text or JSON')
    .option('--filter <filter>', 'print only the responses that it holds for, such as "flagged stakes:some"')
    .addHelpText('after', ASSESS_OUTPUT + EXIT_CODES)
    .action((file: string, options: { constitution?: string; filter?: string }) =>
      assessFile(file, options, streams, problems),
    );

  program
    .command('passages')
    .description('Rank the passages of a constitution for every record of a dataset.')
    .argument('<file>', INPUT_FILE)
    .requiredOption('--constitution <file>', 'Markdown, text or JSON')
    .option('--concepts <file>', 'concepts of your own beside the built-in ones: JSON, comments allowed')
    .option('--embedding-model <folder>', 'rank with a local embedding model too: see docs/passages.md')
    .option('--top <k>', 'how many passages to print for each record', positiveInteger, 5)
    .addHelpText('after', PASSAGES_OUTPUT + EXIT_CODES)
    .action(
      (
        file: string,
        options: { constitution: string; concepts?: string; embeddingModel?: string; top: number },
      ) => rankFile(file, options, streams, problems),
    );

  program
    .command('check')
    .description('Check datasets for a pipeline: fail when too much is flagged or undecided.')
    .argument('<files...>', INPUT_FILE)
    .option('--constitution <file>', 'name the passage that says why, in the results')
    .option('--max-flagged <limit>', 'of each file: a share (2%) or a number (10) of its responses', limit)
    .option('--require-decided', 'fail when a flagged response has no decision in the curation log')
    .option('--sarif <file>', 'write the findings as SARIF 2.1.0')
    .addHelpText('after', CHECK_OUTPUT)
    .action(
      async (
        files: string[],
        options: { constitution?: string; maxFlagged?: Limit; requireDecided?: boolean; sarif?: string },
      ) => {
        outcome.passed = await checkFiles(
          withoutLogs(files),
          {
            ...options,
            maxFlagged: options.maxFlagged ?? null,
            requireDecided: options.requireDecided === true,
          },
          streams,
          problems,
        );
      },
    );

  program
    .command('report')
    .description('Say how far the curation of a dataset is.')
    .argument('<file>', INPUT_FILE)
    .addOption(new Option('--as <form>', 'what to write').choices(REPORT_FORM_NAMES).default('markdown'))
    .option('--log <file>', 'the curation log, where it is not the one beside the file')
    .option('--since <date>', 'also count what came since: 2026-01-31, or a time', isoTime)
    .option('--out <file>', 'write here and not to standard output')
    .addHelpText('after', REPORT_OUTPUT + EXIT_CODES)
    .action((file: string, options: { as: ReportForm; log?: string; since?: string; out?: string }) =>
      reportFile(file, { ...options, since: options.since ?? null }, streams, problems),
    );

  program
    .command('export')
    .description('Write preference pairs, or the accepted records, from a curated dataset.')
    .argument('<file>', INPUT_FILE)
    .addOption(new Option('--as <form>', 'what to write').choices([...EXPORT_FORMS]).makeOptionMandatory())
    .option('--log <file>', 'the curation log, where it is not the one beside the file')
    .option('--out <file>', 'write here and not to standard output')
    .addHelpText('after', EXPORT_OUTPUT + EXIT_CODES)
    .action((file: string, options: { as: ExportForm; log?: string; out?: string }) =>
      exportFile(file, options, streams, problems),
    );

  program
    .command('rewrite')
    .description('Ask a model for rewrites of many responses; writes proposals, never the dataset.')
    .argument('<file>', 'JSON Lines, a JSON file or an .eval log')
    .requiredOption('--out <file>', 'where the proposals go')
    .addOption(
      new Option('--strategy <name>', 'instead of the one that suits the findings of each response').choices(
        STRATEGIES.map(({ name }) => name),
      ),
    )
    .option('--instruction <text>', 'what to do, in your own words')
    .addOption(
      new Option('--segment <part>', 'what of a response is rewritten')
        .choices([...REWRITE_SEGMENTS])
        .default('answer'),
    )
    .option('--filter <filter>', 'which responses, such as "flagged stakes:some"', 'flagged')
    .option('--candidates <n>', 'rewrites of each response, 1 to 4', candidates, 1)
    .option('--constitution <file>', 'ground the rewrites in its passages: Markdown, text or JSON')
    .option('--model <id>', 'the model to ask', DEFAULT_MODEL)
    .option('--max-tokens <n>', 'most tokens of an answer', positiveInteger, 8192)
    .addOption(new Option('--effort <level>', 'of the model’s thinking').choices(['low', 'medium', 'high']))
    .option('--concurrency <n>', 'most requests at once', positiveInteger, 8)
    .option('--batch', 'through the Message Batches API: half the price, within a day')
    .option('--max-cost <usd>', 'never spend more than this, over all runs of the file', dollars)
    .option('--resume', 'go on with a file of proposals that is there')
    .addHelpText('after', REWRITE_OUTPUT)
    .action(async (file: string, options: RewriteOptions) => {
      outcome.passed = await rewriteFile(file, options, streams, process.env);
    });

  return program;
}

function candidates(value: string): number {
  if (!/^[1-4]$/.test(value)) throw new InvalidArgumentError('It has to be 1, 2, 3 or 4.');
  return Number(value);
}

function dollars(value: string): number {
  if (!/^\$?\d{1,6}(?:\.\d{1,6})?$/.test(value))
    throw new InvalidArgumentError('Give US dollars such as 2.50.');
  return Number(value.replace('$', ''));
}

function limit(value: string): Limit {
  const read = readLimit(value);
  if (read === null) throw new InvalidArgumentError('Give a share such as 2% or a whole number such as 10.');
  return read;
}

function isoTime(value: string): string {
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new InvalidArgumentError('Give a date such as 2026-01-31.');
  return new Date(time).toISOString();
}

function positiveInteger(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It has to be a whole number from 1.');
  return Number(value);
}
