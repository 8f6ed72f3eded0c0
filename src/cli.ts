#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { assessFile } from './cli/assess.ts';
import { rankFile } from './cli/passages.ts';
import { Problems } from './cli/problems.ts';
import { UserError } from './core/errors.ts';

const EXIT_CODES = `
Exit codes:
  0  every line was read
  1  done, but some lines could not be read as transcripts (they are named on standard error)
  2  could not run: wrong usage, or a file that is missing or unreadable`;

function positiveInteger(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('It has to be a whole number from 1.');
  return number;
}

/** Runs one command over standard output and sets the exit code. */
async function run(work: (problems: Problems) => Promise<void>): Promise<void> {
  const problems = new Problems(process.stderr);
  await work(problems);
  problems.finish();
  process.exitCode = problems.count === 0 ? 0 : 1;
}

const program = new Command('rationale')
  .description(
    'Constitution-grounded data curation without an editor: assess chat transcripts and find the passages that bear on them.',
  )
  .addHelpText('after', EXIT_CODES)
  .showHelpAfterError('Run “rationale --help” for usage.')
  .exitOverride();

program
  .command('assess')
  .description('Assess every response of a JSONL dataset with the offline rubric; one JSON line each.')
  .argument('<file>', 'a JSONL file, or - for standard input')
  .option('--constitution <file>', 'cite passages of this constitution in the findings')
  .addHelpText(
    'after',
    `
Each output line: {"line", "id", "response": "last"|"chosen"|"rejected", "stakes", "holder", "reasoning", "conduct",
"flag", "findings": [{"code", "severity", "message", "span": [start, end], "passages": [id…]}]}
"line" counts from 1. "span" counts UTF-16 units of the response's text. "notAssessed" says why there is no verdict.

Example:
  rationale assess cases.jsonl | jq -c 'select(.flag)'
${EXIT_CODES}`,
  )
  .action((file: string, options: { constitution?: string }) =>
    run((problems) => assessFile(file, options, process.stdout, problems)),
  );

program
  .command('passages')
  .description('Rank the passages of a constitution for every record of a JSONL dataset; one JSON line each.')
  .argument('<file>', 'a JSONL file, or - for standard input')
  .requiredOption('--constitution <file>', 'Markdown, text or JSON')
  .option('--top <k>', 'how many passages to print', positiveInteger, 5)
  .addHelpText(
    'after',
    `
Each output line: {"line", "id", "passages": [{"id", "section", "heading": […], "score"}]}, best first. "section" is the
heading's explicit {#anchor}, else its slug.

Example:
  rationale passages cases.jsonl --constitution constitution.md --top 3
${EXIT_CODES}`,
  )
  .action((file: string, options: { constitution: string; top: number }) =>
    run((problems) => rankFile(file, options, process.stdout, problems)),
  );

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof UserError) process.stderr.write(`rationale: ${error.message}\n`);
  else if (!(error instanceof Error && 'exitCode' in error)) throw error;
  process.exitCode = error instanceof Error && 'exitCode' in error && error.exitCode === 0 ? 0 : 2;
}
