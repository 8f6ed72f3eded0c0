/** What a section of the bench is told by the launcher. */
export interface BenchOptions {
  /** The generated dataset. */
  readonly data: string;
  /** Its size in MB (10^6 bytes), by which the budgets of 400 MB are scaled. */
  readonly size: number;
  /** Rounds of which the best counts. */
  readonly rounds: number;
  /** The built extension. */
  readonly dist: string;
  readonly root: string;
  /** An empty folder for files of the section. */
  readonly scratch: string;
  readonly constitutions: readonly string[];
}

/** The design's budgets are for a file of this many MB. */
const BUDGET_SIZE = 400;

/** A budget of the design, in milliseconds for 400 MB, for the size at hand. */
export function scaled(options: BenchOptions, milliseconds: number): number {
  return (milliseconds * options.size) / BUDGET_SIZE;
}
