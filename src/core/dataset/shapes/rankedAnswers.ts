import type { JsonPath, Transcript } from '../transcript.ts';
import { chatTranscript, systemOf } from './build.ts';
import type { Shape, Variant } from './shape.ts';
import { joinChat, readAnswer, readPrompt } from './sides.ts';
import {
  field,
  firstKey,
  isList,
  isObject,
  isText,
  type JsonObject,
  listField,
  textField,
} from './values.ts';

const PROMPTS = ['prompt', 'instruction', 'question', 'query', 'input', 'messages'] as const;
const ANSWERS = [
  'answers',
  'completions',
  'responses',
  'generations',
  'candidates',
  'outputs',
  'samples',
] as const;
/** Where an answer that is an object keeps its text. */
const TEXTS = ['answer', 'response', 'text', 'completion', 'output', 'content', 'body'] as const;
/** Of these more is better; of `rank` less is. */
const SCORES = [
  'overall_score',
  'fine-grained_score',
  'pm_score',
  'score',
  'rating',
  'reward',
  'votes',
] as const;
const SCORE_LISTS = ['scores', 'ratings', 'rewards', 'ranks', 'rank'] as const;

/** A prompt with several answers that are ranked or scored; the best one is the chat, the others can be chosen. */
export const rankedAnswers: Shape = {
  name: 'ranked-answers',
  title: 'Ranked answers',
  example: '{"prompt": "…", "answers": [{"answer": "…", "rank": 1}, {"answer": "…", "rank": 2}]}',

  recognise(value) {
    const answers = isObject(value) ? answersOf(value) : [];
    return answers.length === 0
      ? 0
      : answers.some(({ worth }) => worth !== null)
        ? 0.9
        : // Several completions of one prompt are not one completion in parts.
          answers.length > 1 && answers.every(({ value: answer }) => isText(answer))
          ? 0.76
          : 0.5;
  },

  read(value) {
    const best = isObject(value) ? answersOf(value)[0] : undefined;
    return isObject(value) && best !== undefined ? readOne(value, best) : null;
  },

  variants(value) {
    const answers = isObject(value) ? answersOf(value) : [];
    return answers.length < 2 || !isObject(value)
      ? []
      : answers.map(
          (answer, i): Variant => ({
            title: `${i === 0 ? 'Best answer' : `Answer ${i + 1}`}${answer.model === null ? '' : ` (${answer.model})`}`,
            read: () => readOne(value, answer),
          }),
        );
  },
};

interface Answer {
  readonly value: unknown;
  readonly path: JsonPath;
  /** More is better; null when nothing says how good it is. */
  readonly worth: number | null;
  readonly label: { readonly name: string; readonly value: string } | null;
  readonly model: string | null;
}

/** The answers, the best first; those that are as good as another in the order of the record. */
function answersOf(record: JsonObject): Answer[] {
  const key = firstKey(record, ANSWERS, (list) => isList(list) && list.length > 0);
  const list = key === null ? null : listField(record, key);
  if (key === null || list === null || firstKey(record, PROMPTS) === null) {
    return [];
  }
  const scoreKey = firstKey(record, SCORE_LISTS, (scores) => isList(scores) && scores.length === list.length);
  const scores = scoreKey === null ? null : listField(record, scoreKey);
  const answers = list.map((item, i) =>
    isText(item) || isList(item)
      ? textAnswer(item, [key, i], scores?.[i], scoreKey)
      : isObject(item)
        ? objectAnswer(item, [key, i])
        : null,
  );
  const found = answers.filter((answer) => answer !== null);
  if (found.length < list.length) {
    return [];
  }
  // Bare strings without a score, such as the accepted answers of a quiz, are no answers of models.
  if (found.every(({ worth }) => worth === null) && !list.every(isObject) && key === 'answers') {
    return [];
  }
  return found.sort((a, b) => (b.worth ?? -Infinity) - (a.worth ?? -Infinity) || 0);
}

function textAnswer(value: unknown, path: JsonPath, score: unknown, scoreKey: string | null): Answer | null {
  if (isList(value) && !isObject(value[0])) {
    return null;
  }
  const isRank = scoreKey?.startsWith('rank') === true;
  const worth = numberOf(score);
  return {
    value,
    path,
    worth: worth === null ? null : isRank ? -worth : worth,
    label: worth === null || scoreKey === null ? null : { name: scoreKey, value: String(worth) },
    model: null,
  };
}

function objectAnswer(item: JsonObject, path: JsonPath): Answer | null {
  const key = firstKey(item, TEXTS, isText);
  if (key === null || firstKey(item, ['role', 'from', 'type']) !== null) {
    return null;
  }
  const rank = numberOf(field(item, 'rank'));
  const name = firstKey(item, SCORES, (score) => numberOf(score) !== null);
  const score = name === null ? null : numberOf(field(item, name));
  const worth = rank === null ? score : -rank;
  return {
    value: field(item, key),
    path: [...path, key],
    worth,
    label:
      rank !== null
        ? { name: 'rank', value: String(rank) }
        : name === null || score === null
          ? null
          : { name, value: String(score) },
    model: textField(item, 'model') ?? textField(item, 'model_name'),
  };
}

/** A number, or a number in a string, as ratings are often kept. */
function numberOf(value: unknown): number | null {
  const number = isText(value) && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function readOne(record: JsonObject, answer: Answer): Transcript {
  const prompt = firstKey(record, PROMPTS);
  return chatTranscript(
    {
      shape: rankedAnswers.name,
      record,
      system: systemOf(record),
      ...(answer.label === null ? {} : { labels: [answer.label] }),
    },
    joinChat(
      prompt === null ? [] : readPrompt(field(record, prompt), [prompt]),
      readAnswer(answer.value, answer.path),
    ),
  );
}
