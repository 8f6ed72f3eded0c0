import type { Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { isMessage, isMessageList, readMessage, readMessages } from './messages.ts';
import type { Shape } from './shape.ts';
import { readPrompt } from './sides.ts';
import { field, has, isList, isObject, isText, type JsonObject, objectField } from './values.ts';

/** A sample of an Inspect log, or of an Inspect dataset (which has input and target only). */
export const inspectSample: Shape = {
  name: 'inspect-sample',
  title: 'Inspect sample',
  example:
    '{"id": 1, "epoch": 1, "input": "…", "target": "…", "messages": […], "output": {…}, "scores": {…}}',

  recognise(value) {
    if (!isObject(value) || !isInput(field(value, 'input')) || !Object.hasOwn(value, 'target')) {
      return 0;
    }
    const isLogged = has(value, 'epoch') || has(value, 'scores') || isObject(field(value, 'output'));
    return isLogged ? 0.97 : has(value, 'output') || has(value, 'response') ? 0 : 0.7;
  },

  read(value) {
    return isObject(value) && (isInput(field(value, 'input')) || isMessageList(field(value, 'messages')))
      ? chatTranscript({ shape: this.name, record: value }, turnsOf(value))
      : null;
  },
};

function isInput(input: unknown): boolean {
  return isText(input) || isMessageList(input);
}

function turnsOf(sample: JsonObject): Turn[] {
  const messages = field(sample, 'messages');
  if (isMessageList(messages)) {
    return readMessages(messages, ['messages']);
  }
  const output = objectField(sample, 'output');
  const choices = output === null ? null : field(output, 'choices');
  const first = isList(choices) ? choices[0] : null;
  const message = isObject(first) ? field(first, 'message') : null;
  return [
    ...readPrompt(field(sample, 'input'), ['input']),
    ...(isMessage(message) ? [readMessage(message, ['output', 'choices', 0, 'message'])] : []),
  ];
}
