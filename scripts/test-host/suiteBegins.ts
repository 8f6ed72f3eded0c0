/** The first line of a suite's output, which test/host/index.ts prints. */
export const SUITE_BEGINS = 'Tests inside VS Code';
