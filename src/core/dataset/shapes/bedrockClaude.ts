import type { Turn } from '../transcript.ts';
import { chatTranscript, systemOf } from './build.ts';
import { isMessageList, readMessage, readMessages } from './messages.ts';
import type { Shape } from './shape.ts';
import { joinChat, readAnswer, readPrompt } from './sides.ts';
import { toolsOf } from './tools.ts';
import { field, firstKey, has, isObject, isText, type JsonObject, objectField } from './values.ts';

/** Claude on Bedrock: a Messages request with `anthropic_version`, bare or as `modelInput` of a batch. */
export const bedrockClaude: Shape = {
  name: 'bedrock-claude',
  title: 'Bedrock Claude',
  example:
    '{"anthropic_version": "bedrock-2023-05-31", "system": "…", "messages": [{"role": "user", "content": "…"}]}',

  recognise(value) {
    if (!isObject(value)) {
      return 0;
    }
    const request = requestOf(value);
    const isClaude = has(request, 'anthropic_version') || has(value, 'modelInput');
    if (!isClaude) {
      return 0;
    }
    return isMessageList(field(request, 'messages')) || isText(field(request, 'prompt')) ? 0.97 : 0;
  },

  read(value) {
    if (!isObject(value)) {
      return null;
    }
    const request = requestOf(value);
    const messages = field(request, 'messages');
    const path = request === value ? [] : ['modelInput'];
    const prompt = field(request, 'prompt');
    if (!isMessageList(messages) && !isText(prompt)) {
      return null;
    }
    // Text completions, which Claude's Messages replaced, have a prompt.
    const turns = isMessageList(messages)
      ? readMessages(messages, [...path, 'messages'])
      : joinChat(readPrompt(prompt, [...path, 'prompt']), []);
    return chatTranscript(
      { shape: this.name, record: value, system: systemOf(request, path), tools: toolsOf(request) },
      [...turns, ...outputOf(value)],
    );
  },
};

function requestOf(record: JsonObject): JsonObject {
  return objectField(record, 'modelInput') ?? record;
}

function outputOf(record: JsonObject): Turn[] {
  const output = objectField(record, 'modelOutput');
  const inner = output === null ? null : objectField(output, 'output');
  const message = inner === null ? null : objectField(inner, 'message');
  if (message !== null) {
    // Batches of the Converse API wrap what came back.
    return [readMessage(message, ['modelOutput', 'output', 'message'])];
  }
  // Models that complete a text give it back under a key of their own.
  const said = output === null ? null : firstKey(output, ['completion', 'generation'], isText);
  if (output !== null && said !== null) {
    return readAnswer(field(output, said), ['modelOutput', said]);
  }
  return output === null || !has(output, 'content')
    ? []
    : [{ ...readMessage(output, ['modelOutput']), role: 'assistant', speaker: 'assistant' }];
}
