import { chatTranscript, systemOf } from './build.ts';
import { isMessage, readMessages } from './messages.ts';
import type { Shape } from './shape.ts';
import { withAnswerOf } from './sides.ts';
import { has, isObject, listField } from './values.ts';

/** OpenAI's chat: `messages` of `role` and `content`, with tool calls, content parts and tools. */
export const openaiChat: Shape = {
  name: 'openai-chat',
  title: 'OpenAI chat',
  example:
    '{"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}], "tools": […]}',

  recognise(value) {
    const messages = isObject(value) ? listField(value, 'messages') : null;
    if (messages === null) {
      return 0;
    }
    const first = messages[0];
    if (first === undefined) {
      return 0.5;
    }
    return isMessage(first) ? (has(first, 'role') ? 0.8 : 0.5) : 0;
  },

  read(value) {
    const messages = isObject(value) ? listField(value, 'messages') : null;
    if (!isObject(value) || messages === null) {
      return null;
    }
    const parts = { shape: this.name, record: value, system: systemOf(value) };
    return chatTranscript(parts, withAnswerOf(value, readMessages(messages, ['messages'])));
  },
};
