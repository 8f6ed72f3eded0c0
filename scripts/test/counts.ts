/** How many tests ended how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Reads the counts that end a mocha run's output.
 * @param status the run's exit code: where it is not 0 and no test failed, or where no test ran, that is one failure
 */
export function mochaCounts(output: string, status: number | null): Counts {
  const count = (word: string): number => {
    const found = [...output.matchAll(new RegExp(`^ {2}(\\d+) ${word}(?: \\(.*\\))?$`, 'gm'))].at(-1);
    return Number(found?.[1] ?? 0);
  };
  const passed = count('passing');
  const failed = count('failing');
  const unexplained = failed === 0 && (status !== 0 || passed === 0);
  return { passed, failed: unexplained ? 1 : failed, skipped: count('pending') };
}

/** The counts of a run whose failed files were run a second time, which decides about them. */
export function withSecondRun(
  first: Counts,
  byFile: Readonly<Record<string, Counts>>,
  again: readonly string[],
  second: Counts,
): Counts {
  const of = (ending: keyof Counts): number =>
    again.reduce((left, file) => left - (byFile[file]?.[ending] ?? 0), first[ending]) + second[ending];
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}
