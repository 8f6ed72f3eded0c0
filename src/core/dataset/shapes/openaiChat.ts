import { chatTranscript, systemOf } from './build.ts';
import { isMessage, readMessage, readMessages } from './messages.ts';
import type { Shape } from './shape.ts';
import { withAnswerOf } from './sides.ts';
import { field, has, isObject, type JsonObject, listField } from './values.ts';

/** OpenAI's chat: `messages` of `role` and `content`, with tool calls, content parts and tools. */
export const openaiChat: Shape = {
  name: 'openai-chat',
  title: 'OpenAI chat',
  example:
    '{"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}], "tools": […]}',
  most: 0.8,

  recognise(value) {
    if (!isObject(value)) {
      return 0;
    }
    const messages = listField(value, 'messages');
    if (messages === null) {
      return answerIn(value) === null ? 0 : 0.8;
    }
    const first = messages[0];
    if (first === undefined) {
      // Linters and build tools write lists of no messages, too.
      return Object.keys(value).every((key) => BESIDES.has(key)) ? 0.5 : 0;
    }
    return isMessage(first) && has(first, 'role') ? 0.8 : 0;
  },

  read(value) {
    const messages = isObject(value) ? (listField(value, 'messages') ?? []) : null;
    if (!isObject(value) || messages === null || (!has(value, 'messages') && answerIn(value) === null)) {
      return null;
    }
    const answer = answerIn(value);
    const answered = answer === null ? [] : [readMessage(answer, ['choices', 0, 'message'])];
    const parts = { shape: this.name, record: value, system: systemOf(value) };
    return chatTranscript(parts, withAnswerOf(value, [...readMessages(messages, ['messages']), ...answered]));
  },
};

/** What may stand beside an empty list of messages in a record of a chat. */
const BESIDES: ReadonlySet<string> = new Set([
  'messages',
  'id',
  'system',
  'tools',
  'functions',
  'metadata',
  'source',
  'model',
]);

/** The message of a completion that was stored as it came back. */
function answerIn(record: JsonObject): JsonObject | null {
  const choice = listField(record, 'choices')?.[0];
  const message = isObject(choice) ? field(choice, 'message') : null;
  return isMessage(message) ? message : null;
}
