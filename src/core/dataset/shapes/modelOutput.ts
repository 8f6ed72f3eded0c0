import type { JsonPath, Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { saidSegments } from './segments.ts';
import type { Shape } from './shape.ts';
import { field, has, isList, isObject, isText, type JsonObject, listField, textField } from './values.ts';

/** What a model said to an instruction of a benchmark, as AlpacaEval and WildBench store it. */
export const modelOutput: Shape = {
  name: 'model-output',
  title: 'Model output of a benchmark',
  example: '{"instruction": "…", "output": "…", "generator": "…", "dataset": "…"}',

  recognise(value) {
    return isObject(value) && has(value, 'generator') && asked(value) !== null && outputOf(value) !== null
      ? 0.9
      : 0;
  },

  read(value) {
    const turns = isObject(value) ? asked(value) : null;
    const output = isObject(value) ? outputOf(value) : null;
    return isObject(value) && turns !== null && output !== null
      ? chatTranscript({ shape: this.name, record: value }, [
          ...turns,
          said(output.text, output.path, textField(value, 'generator') ?? 'output'),
        ])
      : null;
  },
};

/** The instruction, or a chat that ends with it: texts said in turn. */
function asked(record: JsonObject): Turn[] | null {
  const instruction = textField(record, 'instruction');
  if (instruction !== null) {
    const segments = saidSegments(instruction, ['instruction'], 'user');
    return [{ role: 'user', speaker: 'instruction', segments }];
  }
  const history = listField(record, 'chat_history') ?? [];
  const speaker = textField(record, 'generator') ?? 'output';
  return history.length > 0 && history.every(isText)
    ? history.map((text, i): Turn => {
        const path = ['chat_history', i];
        return i % 2 === 0
          ? { role: 'user', speaker: 'user', segments: saidSegments(text, path, 'user') }
          : said(text, path, speaker);
      })
    : null;
}

function said(text: string, path: JsonPath, speaker: string): Turn {
  return { role: 'assistant', speaker, segments: saidSegments(text, path, 'assistant') };
}

/** What came of it: a text, or the first of several. */
function outputOf(record: JsonObject): { text: string; path: JsonPath } | null {
  const output = field(record, 'output');
  const first = isList(output) ? output[0] : null;
  return isText(output)
    ? { text: output, path: ['output'] }
    : isText(first)
      ? { text: first, path: ['output', 0] }
      : null;
}
