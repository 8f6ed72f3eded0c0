import { chatTranscript } from './build.ts';
import { saidSegments } from './segments.ts';
import type { Shape } from './shape.ts';
import { has, isObject, type JsonObject, textField } from './values.ts';

/** What a model said to an instruction of a benchmark, as AlpacaEval stores it. */
export const modelOutput: Shape = {
  name: 'model-output',
  title: 'Model output of a benchmark',
  example: '{"instruction": "…", "output": "…", "generator": "…", "dataset": "…"}',

  recognise(value) {
    return isObject(value) && textsOf(value) !== null && has(value, 'generator') ? 0.9 : 0;
  },

  read(value) {
    const texts = isObject(value) ? textsOf(value) : null;
    return isObject(value) && texts !== null
      ? chatTranscript({ shape: this.name, record: value }, [
          {
            role: 'user',
            speaker: 'instruction',
            segments: saidSegments(texts.instruction, ['instruction'], 'user'),
          },
          {
            role: 'assistant',
            speaker: textField(value, 'generator') ?? 'output',
            segments: saidSegments(texts.output, ['output'], 'assistant'),
          },
        ])
      : null;
  },
};

function textsOf(record: JsonObject): { instruction: string; output: string } | null {
  const instruction = textField(record, 'instruction');
  const output = textField(record, 'output');
  return instruction === null || output === null ? null : { instruction, output };
}
