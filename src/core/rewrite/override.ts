import { hashText } from '../text/hash.ts';
import { t } from '../text/translate.ts';
import { targetKind } from './conversation.ts';
import { voice } from './prompts/parts.ts';
import { blocksAndAnswer } from './prompts/shared.ts';
import type { Strategy } from './strategy.ts';

/** Longest instructions of one's own, in characters; the built-in ones have about 7,000. */
const LIMIT = 60_000;

/** Why a text cannot stand in the place of a strategy's instructions, as a sentence; null when it can. */
export function whyNoInstructions(words: string): string | null {
  if (words.trim() === '') return t('It is empty.');
  if (words.length > LIMIT) return t('It is longer than {0} characters.', LIMIT.toLocaleString('en'));
  if (words.includes('\u0000') || words.includes('\uFFFD')) return t('It is not UTF-8 text.');
  const tag = /<\/?(?:rewrite|rewrite_reasoning|conversation|original_response|original_reasoning)>/i.exec(
    words,
  );
  return tag === null
    ? null
    : t('It holds {0}; what the blocks are and how to answer is added after it, so leave that out.', tag[0]);
}

/**
 * A strategy with a curator's own instructions in the place of its own. What the blocks are and the form of the answer
 * still stand after them: a hole there would let a transcript instruct the model.
 */
export function withInstructions(strategy: Strategy, words: string): Strategy {
  const text = words.trim();
  return {
    ...strategy,
    promptVersion: `${strategy.promptVersion}+override:${hashText(text)}`,
    injects: (request) =>
      strategy.injects(request).length === 0 ? [] : [...strategy.injects(request), text],
    prompt: (request) => {
      const { user } = strategy.prompt(request);
      const thinks =
        request.reasoning != null || targetKind(request.response, request.target) === 'reasoning';
      return {
        system: [text, ...(thinks ? [voice(request)] : []), blocksAndAnswer(request)].join('\n\n'),
        user,
      };
    },
  };
}
