import { preferenceTranscript, systemOf } from './build.ts';
import type { Shape } from './shape.ts';
import { isAnswer, joinChat, readAnswer, readPrompt } from './sides.ts';
import { field, firstKey, isObject, type JsonObject } from './values.ts';

const PAIRS = [
  ['conversation_a', 'conversation_b'],
  ['response_a', 'response_b'],
  ['answer_a', 'answer_b'],
  ['completion_a', 'completion_b'],
  ['response_0', 'response_1'],
  ['response_1', 'response_2'],
  ['output_1', 'output_2'],
] as const;
const VERDICTS = [
  'winner',
  'better_response_id',
  'preference',
  'preferred',
  'choice',
  'safer_response_id',
] as const;
const PROMPTS = ['prompt', 'instruction', 'question', 'query', 'input', 'context'] as const;

/** Two numbered answers and a verdict that says which one is better. A tie is no preference. */
export const comparison: Shape = {
  name: 'comparison',
  title: 'Comparison of two answers',
  example: '{"prompt": "…", "response_a": "…", "response_b": "…", "winner": "model_b"}',

  recognise(value) {
    return isObject(value) && sidesOf(value) !== null ? 0.9 : 0;
  },

  read(value) {
    const sides = isObject(value) ? sidesOf(value) : null;
    if (!isObject(value) || sides === null) {
      return null;
    }
    const key = firstKey(value, PROMPTS);
    const prompt = key === null ? [] : readPrompt(field(value, key), [key]);
    const side = (name: string) => joinChat(prompt, readAnswer(field(value, name), [name]));
    return preferenceTranscript(
      { shape: this.name, record: value, system: systemOf(value) },
      side(sides.chosen),
      side(sides.rejected),
    );
  },
};

function sidesOf(record: JsonObject): { chosen: string; rejected: string } | null {
  const verdict = firstKey(record, VERDICTS);
  const pair = PAIRS.find((keys) => keys.every((key) => isAnswer(field(record, key))));
  if (verdict === null || pair === undefined) {
    return null;
  }
  const better = betterOf(field(record, verdict), pair);
  return better === null ? null : { chosen: pair[better], rejected: pair[better === 0 ? 1 : 0] };
}

/** Which of the pair a verdict names: by key, by letter, or by number, counted as the keys count. */
function betterOf(verdict: unknown, pair: readonly [string, string]): 0 | 1 | null {
  const name = String(verdict).trim().toLowerCase();
  const at = pair.findIndex((key) => name === key || name.split(/[_\s]/).at(-1) === key.split('_').at(-1));
  return at === 0 ? 0 : at === 1 ? 1 : null;
}
