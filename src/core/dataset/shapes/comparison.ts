import type { JsonPath, Transcript, Turn } from '../transcript.ts';
import { chatTranscript, labelsOf, preferenceTranscript, systemOf } from './build.ts';
import { saidSegments } from './segments.ts';
import type { Shape, Variant } from './shape.ts';
import { isAnswer, joinChat, readAnswer, readPrompt } from './sides.ts';
import { field, firstKey, isList, isObject, isText, type JsonObject } from './values.ts';

const PAIRS = [
  ['conversation_a', 'conversation_b'],
  ['response_a', 'response_b'],
  ['response_A', 'response_B'],
  ['answer_a', 'answer_b'],
  ['completion_a', 'completion_b'],
  ['output_a', 'output_b'],
  ['response_0', 'response_1'],
  ['response_1', 'response_2'],
  ['response1', 'response2'],
  ['output_1', 'output_2'],
  ['answer_0', 'answer_1'],
  ['human_ref_A', 'human_ref_B'],
] as const;
/** Keys that name the better one: by key, by letter, or by number. */
const NAMING = [
  'winner',
  'better_response_id',
  'preference',
  'preferred',
  'choice',
  'safer_response_id',
  'label',
] as const;
/** Keys whose number is below zero where the first is better, above where the second is. */
const SIGNED = ['preference_strength', 'overall_preference'] as const;
/** Pairs of keys that score the two, the higher the better. */
const SCORED = [
  ['winner_model_a', 'winner_model_b'],
  ['score_0', 'score_1'],
  ['score_a', 'score_b'],
  ['score_A', 'score_B'],
  ['score_1', 'score_2'],
] as const;
const PROMPTS = [
  'prompt',
  'instruction',
  'question',
  'query',
  'input',
  'context',
  'history',
  'info',
  'messages',
  'conversation',
  'user_input',
] as const;
const LABELS = [...NAMING, ...SIGNED, ...SCORED.flat(), 'winner_tie', 'labels'] as const;

/** Two numbered answers and a verdict that says which one is better. A tie is no preference: one of them is the chat. */
export const comparison: Shape = {
  name: 'comparison',
  title: 'Comparison of two answers',
  example: '{"prompt": "…", "response_a": "…", "response_b": "…", "winner": "model_b"}',

  recognise(value) {
    const pair = isObject(value) ? pairIn(value) : null;
    if (!isObject(value) || pair === null) {
      return 0;
    }
    return hasVerdict(value, pair) ? 0.9 : hasPrompt(value, pair) ? 0.7 : 0;
  },

  read(value) {
    const pair = isObject(value) ? pairIn(value) : null;
    if (!isObject(value) || pair === null) {
      return null;
    }
    const better = betterIn(value, pair);
    if (better === null) {
      return readSide(value, pair[0]);
    }
    return preferenceTranscript(
      partsOf(value),
      sideTurns(value, pair[better]),
      sideTurns(value, pair[better === 0 ? 1 : 0]),
    );
  },

  variants(value) {
    const pair = isObject(value) ? pairIn(value) : null;
    return !isObject(value) || pair === null || betterIn(value, pair) !== null
      ? []
      : pair.map(
          (side, i): Variant => ({
            title: i === 0 ? 'First answer' : 'Second answer',
            read: () => readSide(value, side),
          }),
        );
  },
};

interface Side {
  /** What a verdict calls it. */
  readonly name: string;
  readonly value: unknown;
  readonly path: JsonPath;
}

type Pair = readonly [Side, Side];

function pairIn(record: JsonObject): Pair | null {
  const keys = PAIRS.find((pair) => pair.every((key) => isAnswer(field(record, key))));
  if (keys !== undefined) {
    const [a, b] = keys;
    return [
      { name: a, value: field(record, a), path: [a] },
      { name: b, value: field(record, b), path: [b] },
    ];
  }
  // Summaries of a post, two by two.
  const list = field(record, 'summaries');
  const [a, b] = isList(list) && list.length === 2 ? list : [];
  return isObject(a) && isObject(b) && isText(field(a, 'text')) && isText(field(b, 'text'))
    ? [
        { name: '0', value: field(a, 'text'), path: ['summaries', 0, 'text'] },
        { name: '1', value: field(b, 'text'), path: ['summaries', 1, 'text'] },
      ]
    : null;
}

function hasVerdict(record: JsonObject, pair: Pair): boolean {
  return betterIn(record, pair) !== null || firstKey(record, LABELS) !== null;
}

function hasPrompt(record: JsonObject, pair: Pair): boolean {
  return firstKey(record, PROMPTS) !== null || pair[0].name === 'conversation_a';
}

function betterIn(record: JsonObject, pair: Pair): 0 | 1 | null {
  if (pair[0].name === 'human_ref_A' && typeof field(record, 'labels') === 'number') {
    // SHP counts the other way round: 1 says that A is better.
    return field(record, 'labels') === 1 ? 0 : 1;
  }
  const named = firstKey(record, NAMING);
  const better = named === null ? null : betterOf(field(record, named), pair);
  if (better !== null) {
    return better;
  }
  const sign = firstKey(record, SIGNED, (value) => typeof value === 'number');
  const strength = sign === null ? 0 : Number(field(record, sign));
  if (strength !== 0) {
    return strength < 0 ? 0 : 1;
  }
  const scored = SCORED.find((keys) => keys.every((key) => typeof field(record, key) === 'number'));
  if (sign !== null || scored === undefined) {
    return null;
  }
  const [first, second] = scored.map((key) => Number(field(record, key)));
  return first === second || first === undefined || second === undefined ? null : first > second ? 0 : 1;
}

/** Which of the pair a verdict names: by key, by letter, or by number, counted as the keys count. */
function betterOf(verdict: unknown, pair: Pair): 0 | 1 | null {
  if (typeof verdict === 'number' && !Number.isInteger(verdict) && verdict > 1 && verdict < 2) {
    // How likely the second is to be preferred, counted from 1.
    return verdict < 1.5 ? 0 : 1;
  }
  const name = String(verdict)
    .trim()
    .toLowerCase()
    // `A>B` names the better one first.
    .replace(/^\[*([a-z0-9])\s*>+\s*[a-z0-9]\]*$/, '$1');
  const at = pair.findIndex(
    (side) =>
      name === side.name || name.split(/[_\s]/).at(-1) === /[a-z0-9]$/i.exec(side.name)?.[0].toLowerCase(),
  );
  if (at === 0 || at === 1) {
    return at;
  }
  // Models are lettered where answers are numbered.
  return /^(?:model[_ ])?a$/.test(name) ? 0 : /^(?:model[_ ])?b$/.test(name) ? 1 : null;
}

function partsOf(record: JsonObject) {
  return { shape: comparison.name, record, system: systemOf(record), labels: labelsOf(record, LABELS) };
}

function readSide(record: JsonObject, side: Side): Transcript {
  return chatTranscript(partsOf(record), sideTurns(record, side));
}

function sideTurns(record: JsonObject, side: Side): Turn[] {
  const key = firstKey(record, PROMPTS);
  const prompt = key === null ? null : field(record, key);
  if (key !== null && isTexts(prompt) && isTexts(side.value)) {
    return exchanges(prompt, [key], side.value, side.path);
  }
  return joinChat(key === null ? [] : promptTurns(prompt, [key]), readAnswer(side.value, side.path));
}

/** Several prompts, each with its answer in the same place of another list. */
function exchanges(
  prompts: readonly string[],
  promptPath: JsonPath,
  answers: readonly string[],
  answerPath: JsonPath,
): Turn[] {
  return prompts.flatMap((text, i): Turn[] => {
    const answer = answers[i];
    const asked: Turn = {
      role: 'user',
      speaker: 'user',
      segments: saidSegments(text, [...promptPath, i], 'user'),
    };
    return answer === undefined ? [asked] : [asked, ...readAnswer(answer, [...answerPath, i])];
  });
}

function isTexts(value: unknown): value is readonly string[] {
  return isList(value) && value.length > 0 && value.every(isText);
}

/** A prompt that may be an object around the text of a question or a post. */
function promptTurns(prompt: unknown, path: JsonPath): Turn[] {
  const inner = isObject(prompt) ? firstKey(prompt, ['full_text', 'post'], isText) : null;
  return inner !== null && isObject(prompt)
    ? readPrompt(field(prompt, inner), [...path, inner])
    : readPrompt(prompt, path);
}
