import { chatTranscript, preferenceTranscript, systemOf } from './build.ts';
import { isMessageList, readMessages } from './messages.ts';
import type { Shape } from './shape.ts';
import { isAnswer, joinChat, readAnswer } from './sides.ts';
import { toolsOf } from './tools.ts';
import { field, isList, isObject, type JsonObject, objectField } from './values.ts';

/** OpenAI's preference format: `input.messages` with a preferred and a non-preferred output. */
export const openaiPreference: Shape = {
  name: 'openai-preference',
  title: 'OpenAI preference',
  example:
    '{"input": {"messages": […]}, "preferred_output": [{"role": "assistant", "content": "…"}], "non_preferred_output": […]}',

  recognise(value) {
    return isObject(value) && promptOf(value) !== null && isAnswer(field(value, 'preferred_output'))
      ? 0.98
      : 0;
  },

  read(value) {
    const prompt = isObject(value) ? promptOf(value) : null;
    if (!isObject(value) || prompt === null) {
      return null;
    }
    const input = objectField(value, 'input') ?? {};
    const path = isList(field(value, 'input')) ? ['input'] : ['input', 'messages'];
    const context = readMessages(prompt, path);
    const side = (key: string) => joinChat(context, readAnswer(field(value, key), [key]));
    const tools = toolsOf(input);
    const parts = {
      shape: this.name,
      record: value,
      system: systemOf(input, ['input']),
      tools: tools.length > 0 ? tools : toolsOf(value),
    };
    // While its pairs are being made, a file may hold answers that nothing was set against yet.
    return isAnswer(field(value, 'non_preferred_output'))
      ? preferenceTranscript(parts, side('preferred_output'), side('non_preferred_output'))
      : chatTranscript(parts, side('preferred_output'));
  },
};

function promptOf(record: JsonObject): readonly unknown[] | null {
  const input = field(record, 'input');
  const messages = isObject(input) ? field(input, 'messages') : input;
  return isMessageList(messages) ? messages : null;
}
