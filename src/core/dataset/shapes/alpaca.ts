import { alpacaPrompt } from './alpacaPrompt.ts';
import { chatTranscript, preferenceTranscript, systemOf } from './build.ts';
import { withReasoningBeside } from './reasoningBeside.ts';
import type { Shape } from './shape.ts';
import { isAnswer, joinChat, readAnswer } from './sides.ts';
import { field, has, isList, isObject, isText, type JsonObject, textField } from './values.ts';

/** Alpaca: `instruction`, `input`, `output`; with two outputs it is a ranking. */
export const alpaca: Shape = {
  name: 'alpaca',
  title: 'Alpaca',
  example: '{"instruction": "…", "input": "", "output": "…", "history": [["…", "…"]]}',

  recognise(value) {
    if (!isObject(value) || textField(value, 'instruction') === null) {
      return 0;
    }
    if (rankingOf(value) !== null) {
      return 0.96;
    }
    return isText(field(value, 'output')) ? 0.8 : 0;
  },

  read(value) {
    if (!isObject(value) || textField(value, 'instruction') === null) {
      return null;
    }
    const parts = { shape: this.name, record: value, system: systemOf(value) };
    const prompt = alpacaPrompt(value);
    const ranking = rankingOf(value);
    if (ranking !== null) {
      return preferenceTranscript(
        parts,
        joinChat(prompt, readAnswer(ranking[0].value, ranking[0].path)),
        joinChat(prompt, readAnswer(ranking[1].value, ranking[1].path)),
      );
    }
    return has(value, 'output')
      ? chatTranscript(
          parts,
          joinChat(prompt, withReasoningBeside(value, readAnswer(field(value, 'output'), ['output']))),
        )
      : chatTranscript(parts, prompt);
  },
};

interface Side {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/** The two answers of a ranking, the better first: under their own keys, or as a list of outputs. */
function rankingOf(record: JsonObject): readonly [Side, Side] | null {
  const chosen = field(record, 'chosen');
  const rejected = field(record, 'rejected');
  if (isAnswer(chosen) && isAnswer(rejected)) {
    return [
      { value: chosen, path: ['chosen'] },
      { value: rejected, path: ['rejected'] },
    ];
  }
  const output = field(record, 'output');
  return isList(output) && output.length >= 2 && output.every(isText)
    ? [
        { value: output[0], path: ['output', 0] },
        { value: output[1], path: ['output', 1] },
      ]
    : null;
}
