import type { JsonPath, Role, Transcript, Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { contentSegments } from './content.ts';
import { saidSegments } from './segments.ts';
import type { Shape, Variant } from './shape.ts';
import {
  field,
  firstKey,
  has,
  isList,
  isObject,
  isText,
  type JsonObject,
  listField,
  textField,
} from './values.ts';
import { isWord } from './words.ts';

/** MT-bench and Arena-Hard: questions are the user's turns alone, answers are the model's turns alone. */
export const mtBench: Shape = {
  name: 'mt-bench',
  title: 'MT-bench question or answer',
  example:
    '{"question_id": 81, "category": "…", "turns": ["…", "…"]} or {"question_id": 81, "choices": [{"turns": ["…"]}]}',

  recognise(value) {
    if (!isObject(value)) {
      return 0;
    }
    if (choicesOf(value).length > 0) {
      return 0.95;
    }
    if (textOf(value) !== null) {
      return 0.95;
    }
    const turns = listField(value, 'turns');
    if (turns === null || turns.length === 0 || !turns.every(isQuestion)) {
      return 0;
    }
    if (!has(value, 'question_id') && turns.every((turn) => isText(turn) && isWord(turn))) {
      return 0;
    }
    // Several texts of which nothing says that they are questions may as well be a chat.
    return has(value, 'question_id')
      ? 0.95
      : firstKey(value, OF_QUESTIONS) !== null || turns.length === 1 || turns.every(isObject)
        ? 0.55
        : 0.45;
  },

  read(value) {
    if (!isObject(value)) {
      return null;
    }
    if (choicesOf(value).length > 0) {
      return readChoice(value, 0);
    }
    const text = textOf(value);
    if (text !== null) {
      const isAnswer = firstKey(value, OF_ANSWERS) !== null;
      return chatTranscript({ shape: this.name, record: value }, [
        isAnswer
          ? {
              role: 'assistant',
              speaker: textField(value, 'model_id') ?? 'assistant',
              segments: saidSegments(text, ['text'], 'assistant'),
            }
          : { role: 'user', speaker: 'user', segments: saidSegments(text, ['text'], 'user') },
      ]);
    }
    const turns = listField(value, 'turns');
    return turns === null
      ? null
      : chatTranscript({ shape: this.name, record: value }, said(turns, ['turns'], 'user', 'user'));
  },

  variants(value) {
    const choices = isObject(value) ? choicesOf(value) : [];
    return choices.length < 2
      ? []
      : choices.map(
          (_choice, i): Variant => ({
            title: `Answer ${i + 1}`,
            read: () => (isObject(value) ? readChoice(value, i) : null),
          }),
        );
  },
};

const OF_QUESTIONS = ['category', 'reference', 'cluster', 'uid', 'prompt_id'] as const;
const OF_ANSWERS = ['answer_id', 'model_id'] as const;

/** The question or the answer of a benchmark of one turn, as Vicuna's was. */
function textOf(record: JsonObject): string | null {
  return has(record, 'question_id') && firstKey(record, [...OF_ANSWERS, 'category']) !== null
    ? textField(record, 'text')
    : null;
}

/** A question's turn is a string, or an object around one. */
function isQuestion(turn: unknown): boolean {
  return isText(turn) || (isObject(turn) && isText(field(turn, 'content')) && !has(turn, 'role'));
}

function choicesOf(record: JsonObject): readonly (readonly unknown[])[] {
  const choices = listField(record, 'choices') ?? [];
  return choices.flatMap((choice) => {
    const turns = isObject(choice) ? listField(choice, 'turns') : null;
    return turns === null ? [] : [turns];
  });
}

function readChoice(record: JsonObject, index: number): Transcript {
  const choices = listField(record, 'choices') ?? [];
  const at =
    choices.flatMap((choice, i) => (isObject(choice) && isList(field(choice, 'turns')) ? [i] : []))[index] ??
    0;
  const choice = choices[at];
  const turns = isObject(choice) ? (listField(choice, 'turns') ?? []) : [];
  const speaker = textField(record, 'model_id') ?? 'assistant';
  return chatTranscript(
    { shape: mtBench.name, record },
    said(turns, ['choices', at, 'turns'], 'assistant', speaker),
  );
}

function said(turns: readonly unknown[], path: JsonPath, role: Role, speaker: string): Turn[] {
  return turns.map((turn, i) => ({ role, speaker, segments: contentSegments(turn, [...path, i], role) }));
}
