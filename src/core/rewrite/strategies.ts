import { calm } from './prompts/calm.ts';
import { deliberate } from './prompts/deliberate.ts';
import { instruct } from './prompts/instruct.ts';
import { repair } from './prompts/repair.ts';
import { resample } from './prompts/resample.ts';
import type { RewriteRequest, Strategy } from './strategy.ts';

/** All strategies, in the order of menus; the first is the default. */
export const STRATEGIES: readonly Strategy[] = [deliberate, repair, calm, resample, instruct];

export function strategyNamed(name: string): Strategy | null {
  return STRATEGIES.find((strategy) => strategy.name === name) ?? null;
}

/** The strategy to offer first for a response: the most particular one that suits its findings. */
export function suggestStrategy(request: RewriteRequest): Strategy {
  return suggestFor(request.findings);
}

/** The same where only the open findings are known. */
export function suggestFor(findings: RewriteRequest['findings']): Strategy {
  return [repair, calm].find((strategy) => strategy.suits({ findings })) ?? deliberate;
}
