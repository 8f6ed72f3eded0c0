import { format } from 'node:util';
import { SUITE_BEGINS } from './suiteBegins.ts';

/** What the web workbench remarks while any suite runs. */
const REMARK = /additional builtin extensions|^\[AccountPolicyGate\]|^\[AgentHost/;

/** Prints what the suite says; holds back what the workbench says before it begins, for the case that it never does. */
export class SuiteLog {
  begun = false;
  readonly #held: string[] = [];

  write(type: string, args: readonly unknown[]): void {
    const line = format(...args);
    if (line.includes(SUITE_BEGINS)) this.begun = true;
    if (!this.begun) this.#held.push(line);
    else if (REMARK.test(line)) return;
    else if (type === 'error' || type === 'warn') console.error(line);
    else console.log(line);
  }

  /** Prints what was held back. */
  flush(): void {
    if (!this.begun) for (const line of this.#held) console.error(line);
  }
}
