import type { JsonPath, RecordLabel, Segment, Turn } from '../transcript.ts';
import { chatTranscript, recordIdOf, systemOf } from './build.ts';
import { sliceSegment, wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { readPrompt } from './sides.ts';
import {
  field,
  firstKey,
  isList,
  isObject,
  isText,
  type JsonObject,
  listField,
  objectField,
  textField,
} from './values.ts';

/** Stepwise supervision: a prompt, the steps of one answer, and a label for each step. */
export const stepwise: Shape = {
  name: 'stepwise',
  title: 'Stepwise supervision',
  example: '{"prompt": "…", "completions": ["…", "…"], "labels": [true, false]}',

  recognise(value) {
    return isObject(value) && stepsIn(value) !== null ? 0.97 : 0;
  },

  read(value) {
    const found = isObject(value) ? stepsIn(value) : null;
    if (!isObject(value) || found === null) {
      return null;
    }
    const { prompt, steps, labels } = found;
    return chatTranscript(
      { shape: this.name, record: value, recordId: recordIdOf(value), system: systemOf(value), labels },
      [...prompt, { role: 'assistant', speaker: 'assistant', segments: steps }],
    );
  },
};

interface Steps {
  readonly prompt: readonly Turn[];
  readonly steps: readonly Segment[];
  readonly labels: readonly RecordLabel[];
}

function stepsIn(record: JsonObject): Steps | null {
  return listedSteps(record) ?? ratedSteps(record) ?? markedSteps(record);
}

/** TRL's lists of steps and labels; also a list of steps with the number of the first wrong one (ProcessBench). */
function listedSteps(record: JsonObject): Steps | null {
  const asked = firstKey(record, ['prompt', 'problem', 'question']);
  const key = firstKey(record, ['completions', 'steps'], (list) => isList(list) && list.every(isText));
  const label = firstKey(record, ['labels', 'label', 'step_labels', 'ratings']);
  const steps = key === null ? null : listField(record, key);
  const given = label === null ? null : field(record, label);
  const isLabelled =
    key === 'steps'
      ? typeof given === 'number' || isList(given)
      : isList(given) && label !== 'ratings' && asked === 'prompt';
  if (asked === null || key === null || steps === null || !isLabelled) {
    return null;
  }
  return {
    prompt: readPrompt(field(record, asked), [asked]),
    steps: steps.flatMap((step, i) => (isText(step) ? [wholeSegment(step, [key, i], 'text')] : [])),
    labels: isList(given)
      ? given.map((one, i) => stepLabel(i, String(one)))
      : [{ name: label ?? 'label', value: String(given) }],
  };
}

/** PRM800K: alternatives of each step with a person's rating, of which one was gone on with. */
function ratedSteps(record: JsonObject): Steps | null {
  const question = objectField(record, 'question');
  const label = objectField(record, 'label');
  const list = label === null ? null : listField(label, 'steps');
  if (question === null || list === null || textField(question, 'problem') === null) {
    return null;
  }
  const steps: Segment[] = [];
  const labels: RecordLabel[] = [];
  list.forEach((step, i) => {
    const found = isObject(step) ? chosenCompletion(step, ['label', 'steps', i]) : null;
    if (found !== null) {
      const text = textField(found.value, 'text') ?? '';
      labels.push(stepLabel(steps.length, String(field(found.value, 'rating') ?? 'written by a person')));
      steps.push(wholeSegment(text, [...found.path, 'text'], 'text'));
    }
  });
  const problem = wholeSegment(textField(question, 'problem') ?? '', ['question', 'problem'], 'text');
  return { prompt: [{ role: 'user', speaker: 'question', segments: [problem] }], steps, labels };
}

function chosenCompletion(step: JsonObject, path: JsonPath): { value: JsonObject; path: JsonPath } | null {
  const completions = listField(step, 'completions') ?? [];
  const chosen = field(step, 'chosen_completion');
  const human = objectField(step, 'human_completion');
  if (typeof chosen !== 'number' && human !== null) {
    return { value: human, path: [...path, 'human_completion'] };
  }
  // The last step of a wrong solution was not gone on with, and is shown all the same.
  const at = typeof chosen === 'number' ? chosen : 0;
  const completion = completions[at];
  return isObject(completion) ? { value: completion, path: [...path, 'completions', at] } : null;
}

/** The mark that ends each step of Math-Shepherd's input; its label has + or - in the same places. */
const MARK = 'ки';

/** Math-Shepherd: question and steps in one string. */
function markedSteps(record: JsonObject): Steps | null {
  const input = textField(record, 'input');
  const label = textField(record, 'label');
  if (input === null || label === null || !input.includes(MARK)) {
    return null;
  }
  const first = Math.max(0, input.indexOf('Step 1:'));
  const question = sliceSegment(input, ['input'], 0, input.slice(0, first).trimEnd().length, 'text');
  const steps: Segment[] = [];
  const labels: RecordLabel[] = [];
  let at = first;
  for (let mark = input.indexOf(MARK, at); mark !== -1; mark = input.indexOf(MARK, at)) {
    const text = input.slice(at, mark);
    const start = at + text.length - text.trimStart().length;
    const end = Math.max(start, at + text.trimEnd().length);
    steps.push(sliceSegment(input, ['input'], start, end, 'text'));
    // The label differs from the input only in its marks, which are one unit instead of two.
    const sign = label[mark - labels.length * (MARK.length - 1)];
    labels.push(stepLabel(labels.length, sign === '+' || sign === '-' ? sign : '?'));
    at = mark + MARK.length;
  }
  return { prompt: [{ role: 'user', speaker: 'input', segments: [question] }], steps, labels };
}

function stepLabel(index: number, value: string): RecordLabel {
  return { name: `step ${index + 1}`, value };
}
