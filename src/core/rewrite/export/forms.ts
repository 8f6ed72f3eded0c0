import { hhRlhfLine } from './hhRlhf.ts';
import { openaiLine } from './openai.ts';
import type { ExportLine, PreferencePair } from './pair.ts';
import { trlLine } from './trl.ts';

/** Forms in which preference pairs are exported, by the names that the command line takes. */
export const PAIR_FORMS = {
  trl: { title: 'TRL preference', line: trlLine },
  openai: { title: 'OpenAI preference', line: openaiLine },
  'hh-rlhf': { title: 'hh-rlhf text', line: hhRlhfLine },
} as const satisfies Record<
  string,
  { readonly title: string; readonly line: (pair: PreferencePair) => ExportLine }
>;
export type PairForm = keyof typeof PAIR_FORMS;
export const PAIR_FORM_NAMES = Object.keys(PAIR_FORMS) as PairForm[];
