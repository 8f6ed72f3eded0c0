import { chatTranscript, systemOf } from './build.ts';
import { isMessageList, readMessage, readMessages } from './messages.ts';
import type { Shape } from './shape.ts';
import { field, firstKey, isList, isObject, type JsonObject, objectField, textField } from './values.ts';

const BLOCKS = [
  'text',
  'toolUse',
  'toolResult',
  'image',
  'document',
  'video',
  'reasoningContent',
  'cachePoint',
];

/** Amazon Bedrock's Converse API: content blocks that name themselves by their key. */
export const bedrockConverse: Shape = {
  name: 'bedrock-converse',
  title: 'Bedrock Converse',
  example:
    '{"schemaVersion": "bedrock-conversation-2024", "system": [{"text": "…"}], "messages": [{"role": "user", "content": [{"text": "…"}]}]}',

  recognise(value) {
    if (!isObject(value) || !isMessageList(field(value, 'messages'))) {
      return 0;
    }
    if (textField(value, 'schemaVersion')?.startsWith('bedrock-') === true) {
      return 1;
    }
    return hasUntypedBlocks(field(value, 'messages')) ? 0.96 : 0;
  },

  read(value) {
    const messages = isObject(value) ? field(value, 'messages') : null;
    if (!isObject(value) || !isMessageList(messages)) {
      return null;
    }
    const answer = answerIn(value);
    const turns = readMessages(messages, ['messages']);
    return chatTranscript(
      { shape: this.name, record: value, system: systemOf(value) },
      answer === null ? turns : [...turns, readMessage(answer, ['output', 'message'])],
    );
  },
};

/** A logged call holds what came back beside what was asked. */
function answerIn(record: JsonObject): JsonObject | null {
  const output = objectField(record, 'output');
  return output === null ? null : objectField(output, 'message');
}

function hasUntypedBlocks(messages: unknown): boolean {
  const first = isList(messages) ? messages[0] : null;
  const content = isObject(first) ? field(first, 'content') : null;
  const block = isList(content) ? content[0] : null;
  return isObject(block) && firstKey(block, ['type']) === null && firstKey(block, BLOCKS) !== null;
}
