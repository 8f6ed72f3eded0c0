import { preferenceTranscript, systemOf } from './build.ts';
import { isMessageList, readMessages } from './messages.ts';
import type { Shape } from './shape.ts';
import { isAnswer, joinChat, readAnswer } from './sides.ts';
import { toolsOf } from './tools.ts';
import { field, isObject, type JsonObject, objectField } from './values.ts';

/** OpenAI's preference format: `input.messages` with a preferred and a non-preferred output. */
export const openaiPreference: Shape = {
  name: 'openai-preference',
  title: 'OpenAI preference',
  example:
    '{"input": {"messages": […]}, "preferred_output": [{"role": "assistant", "content": "…"}], "non_preferred_output": […]}',

  recognise(value) {
    return isObject(value) &&
      promptOf(value) !== null &&
      isAnswer(field(value, 'preferred_output')) &&
      isAnswer(field(value, 'non_preferred_output'))
      ? 0.98
      : 0;
  },

  read(value) {
    const prompt = isObject(value) ? promptOf(value) : null;
    if (!isObject(value) || prompt === null) {
      return null;
    }
    const input = objectField(value, 'input') ?? {};
    const context = readMessages(prompt, ['input', 'messages']);
    const side = (key: string) => joinChat(context, readAnswer(field(value, key), [key]));
    const tools = toolsOf(input);
    return preferenceTranscript(
      {
        shape: this.name,
        record: value,
        system: systemOf(input, ['input']),
        tools: tools.length > 0 ? tools : toolsOf(value),
      },
      side('preferred_output'),
      side('non_preferred_output'),
    );
  },
};

function promptOf(record: JsonObject): readonly unknown[] | null {
  const input = objectField(record, 'input');
  const messages = input === null ? null : field(input, 'messages');
  return isMessageList(messages) ? messages : null;
}
