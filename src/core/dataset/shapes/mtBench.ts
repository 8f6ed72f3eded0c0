import type { JsonPath, Role, Transcript, Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { contentSegments } from './content.ts';
import type { Shape, Variant } from './shape.ts';
import { field, has, isList, isObject, isText, type JsonObject, listField, textField } from './values.ts';

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
    const turns = listField(value, 'turns');
    return turns !== null && turns.length > 0 && turns.every(isQuestion)
      ? has(value, 'question_id')
        ? 0.95
        : 0.55
      : 0;
  },

  read(value) {
    if (!isObject(value)) {
      return null;
    }
    if (choicesOf(value).length > 0) {
      return readChoice(value, 0);
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
