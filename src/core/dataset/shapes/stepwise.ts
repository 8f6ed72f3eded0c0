import { chatTranscript, systemOf } from './build.ts';
import { wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { readPrompt } from './sides.ts';
import { field, has, isList, isObject, isText, listField } from './values.ts';

/** Stepwise supervision: a prompt, the steps of one answer, and a label for each step. */
export const stepwise: Shape = {
  name: 'stepwise',
  title: 'Stepwise supervision',
  example: '{"prompt": "…", "completions": ["…", "…"], "labels": [true, false]}',

  recognise(value) {
    const steps = isObject(value) ? listField(value, 'completions') : null;
    return isObject(value) &&
      has(value, 'prompt') &&
      steps?.every(isText) === true &&
      isList(field(value, 'labels'))
      ? 0.97
      : 0;
  },

  read(value) {
    const steps = isObject(value) ? listField(value, 'completions') : null;
    if (!isObject(value) || steps === null || !has(value, 'prompt')) {
      return null;
    }
    const segments = steps.flatMap((step, i) =>
      isText(step) ? [wholeSegment(step, ['completions', i], 'text')] : [],
    );
    return chatTranscript({ shape: this.name, record: value, system: systemOf(value) }, [
      ...readPrompt(field(value, 'prompt'), ['prompt']),
      { role: 'assistant', speaker: 'assistant', segments },
    ]);
  },
};
