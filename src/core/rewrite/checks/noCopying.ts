import { t } from '../../text/translate.ts';
import { type Check, type CheckInput, type CheckName, type CheckResult, knownText, pass } from './check.ts';
import { RunIndex } from './sharedRun.ts';

/** Words in a row that two authors hardly write independently, and that none does. */
const SUSPICIOUS = 8;
const COPIED = 12;

/** Whether a run of words stands in the proposal that is the constitution's. `index` is made once a constitution. */
export function noCopying(index: RunIndex): Check {
  return (input) =>
    compare(
      input,
      index,
      'no-copying',
      t('the constitution'),
      t('No sentence of the constitution was copied.'),
    );
}

/** Whether a run of words of an injected prompt came through into the proposal. */
export function noTrace(injected: readonly string[]): Check {
  const index = new RunIndex(injected);
  return (input) =>
    compare(input, index, 'no-trace', t('the injected prompt'), t('The injected prompt left no trace.'));
}

function compare(
  input: CheckInput,
  index: RunIndex,
  name: CheckName,
  source: string,
  fine: string,
): CheckResult {
  // What the conversation itself says may be said again.
  const known = new RunIndex([knownText(input.request)]);
  const runs = index
    .runs(input.text)
    .filter((run) => run.length >= SUSPICIOUS)
    .filter(
      (run) =>
        !known.runs(input.text.slice(run.start, run.end)).some((same) => same.length >= run.length - 2),
    );
  const longest = runs.reduce((most, run) => Math.max(most, run.length), 0);
  if (longest === 0) {
    return pass(name, fine);
  }
  return {
    name,
    verdict: longest >= COPIED ? 'fail' : 'warn',
    message: t('{0} words in a row are those of {1}.', longest, source),
    spans: runs.map((run) => [run.start, run.end]),
  };
}
