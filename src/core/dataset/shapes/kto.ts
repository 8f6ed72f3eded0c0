import type { Turn } from '../transcript.ts';
import { alpacaPrompt } from './alpacaPrompt.ts';
import { chatTranscript, labelsOf, systemOf } from './build.ts';
import { isMessageList, readMessages } from './messages.ts';
import type { Shape } from './shape.ts';
import { isAnswer, joinChat, readAnswer, readPrompt } from './sides.ts';
import { field, firstKey, isObject, isText, type JsonObject } from './values.ts';

const TAGS = ['kto_tag', 'label', 'desirable'] as const;

/** KTO: one answer and whether it is a good one, after a prompt or at the end of a chat. */
export const kto: Shape = {
  name: 'kto',
  title: 'KTO (one labelled answer)',
  example: '{"prompt": "…", "completion": "…", "label": true}',

  recognise(value) {
    if (!isObject(value) || firstKey(value, TAGS, isVerdict) === null) {
      return 0;
    }
    return turnsOf(value) === null ? 0 : 0.93;
  },

  read(value) {
    const turns = isObject(value) ? turnsOf(value) : null;
    return isObject(value) && turns !== null
      ? chatTranscript(
          { shape: this.name, record: value, system: systemOf(value), labels: labelsOf(value, TAGS) },
          turns,
        )
      : null;
  },
};

function isVerdict(value: unknown): boolean {
  return (
    typeof value === 'boolean' ||
    (typeof value === 'string' && /^(?:true|false)$/i.test(value)) ||
    value === 0 ||
    value === 1
  );
}

function turnsOf(record: JsonObject): Turn[] | null {
  const list = firstKey(record, ['messages', 'conversations', 'conversation'], isMessageList);
  if (list !== null) {
    const messages = field(record, list);
    const turns = isMessageList(messages) ? readMessages(messages, [list]) : [];
    // Without an answer the label is that of a class.
    return turns.some(({ role }) => role === 'assistant') ? turns : null;
  }
  const asked = firstKey(record, ['prompt', 'question', 'instruction', 'query']);
  const answered = firstKey(record, ['completion', 'response', 'answer'], isAnswer);
  if (asked !== null && answered !== null) {
    return joinChat(
      readPrompt(field(record, asked), [asked]),
      readAnswer(field(record, answered), [answered]),
    );
  }
  const completion = field(record, 'completion');
  if (isMessageList(completion)) {
    // The prompt may be the first of its messages.
    return readMessages(completion, ['completion']);
  }
  const output = field(record, 'output');
  return isText(field(record, 'instruction')) && isText(output)
    ? [...alpacaPrompt(record), ...readAnswer(output, ['output'])]
    : null;
}
