import { hashText } from '../text/hash.ts';
import type { JudgePrompt } from './prompt.ts';
import { JUDGE_PROMPT_VERSION } from './prompt.ts';

/**
 * The key that a judgement is kept by: what was judged (conversation and response, as they are sent), the constitution,
 * the version of the prompt, and the model. The same four again are the same question, which need not be paid for twice.
 */
export function judgementKey(
  prompt: Pick<JudgePrompt, 'constitutionHash' | 'user'>,
  model: string,
  promptVersion: string = JUDGE_PROMPT_VERSION,
): string {
  const parts = [hashText(prompt.user), prompt.constitutionHash, promptVersion, model];
  return hashText(JSON.stringify(parts));
}
