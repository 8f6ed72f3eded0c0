/** What is told of a failed test: what failed on another machine has to be understood from its output alone. */
export interface Showing {
  /** What a person would see now, in lines. */
  shows(): Promise<string>;
}

const open = new Set<Showing>();
let running: Mocha.Test | undefined;

export function opened(one: Showing): void {
  open.add(one);
}

/** Told before it is closed: suites close what they opened before the hooks below run. */
export async function closing(one: Showing): Promise<void> {
  if (open.delete(one)) await tell(one);
}

async function tell(one: Showing): Promise<void> {
  if (running?.state === 'failed')
    console.log(`\nwhat VS Code showed after “${running.title}” failed\n${await one.shows()}\n`);
}

export const mochaHooks: Mocha.RootHookObject = {
  beforeEach(this: Mocha.Context) {
    running = this.currentTest;
  },
  async afterEach(this: Mocha.Context) {
    for (const one of open) await tell(one);
    running = undefined;
  },
};
