import { setImmediate as pause } from 'node:timers/promises';

/** Milliseconds of work between two chances to do something else; each file operation of a decision waits for one. */
const SLICE_MS = 4;

/** Lines between two looks at the clock, which costs more than what is done for most lines. */
const LINES_A_LOOK = 16;

/**
 * Does `work` for every line of a dataset, and lets the editor do what it has to in between.
 * @param isStopped asked before every line
 * @param rest what is done in between
 * @returns whether it came to the end
 */
export async function forEachLine(
  source: { readonly lineCount: number },
  isStopped: () => boolean,
  work: (line: number) => void,
  rest: () => Promise<unknown> = pause,
): Promise<boolean> {
  let since = performance.now();
  for (let line = 0; line < source.lineCount; line++) {
    if (line % LINES_A_LOOK === 0 && performance.now() - since > SLICE_MS) {
      await rest();
      since = performance.now();
    }
    if (isStopped()) return false;
    work(line);
  }
  return true;
}
