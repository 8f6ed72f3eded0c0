import { chatTranscript, systemOf } from './build.ts';
import { isMessageList, readMessage, readMessages } from './messages.ts';
import type { Shape } from './shape.ts';
import { withAnswerOf } from './sides.ts';
import { field, has, isList, isObject, type JsonObject, listField, textField } from './values.ts';

const OWN_BLOCKS: ReadonlySet<string> = new Set([
  'tool_use',
  'tool_result',
  'thinking',
  'redacted_thinking',
  'server_tool_use',
]);
/** How many messages are looked through for a block that only Anthropic writes. */
const LOOKED_AT = 20;

/** Anthropic's Messages API: `system` beside `messages`, content as a string or as blocks. */
export const anthropicMessages: Shape = {
  name: 'anthropic-messages',
  title: 'Anthropic Messages',
  example:
    '{"system": "…", "messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": [{"type": "text", "text": "…"}]}]}',
  most: 0.98,

  recognise(value) {
    if (!isObject(value)) {
      return 0;
    }
    if (isAnswerAlone(value)) {
      return 0.98;
    }
    if (!isMessageList(field(value, 'messages'))) {
      return 0;
    }
    const messages = listField(value, 'messages') ?? [];
    if (messages.slice(0, LOOKED_AT).some(hasOwnBlock)) {
      return 0.95;
    }
    const first = messages[0];
    const systemInside = isObject(first) && textField(first, 'role') === 'system';
    if (has(value, 'system') && !systemInside) {
      return 0.9;
    }
    return textField(value, 'model')?.startsWith('claude') === true && has(value, 'max_tokens') ? 0.9 : 0;
  },

  read(value) {
    const messages = isObject(value) ? listField(value, 'messages') : null;
    if (isObject(value) && isAnswerAlone(value)) {
      return chatTranscript({ shape: this.name, record: value }, [readMessage(value, [])]);
    }
    if (!isObject(value) || messages === null) {
      return null;
    }
    const parts = { shape: this.name, record: value, system: systemOf(value) };
    return chatTranscript(parts, withAnswerOf(value, readMessages(messages, ['messages'])));
  },
};

/** What the API gave back, stored as it came. */
function isAnswerAlone(record: JsonObject): boolean {
  return (
    textField(record, 'type') === 'message' &&
    textField(record, 'role') === 'assistant' &&
    isList(field(record, 'content')) &&
    Object.hasOwn(record, 'stop_reason')
  );
}

function hasOwnBlock(message: unknown): boolean {
  const content = isObject(message) ? field(message, 'content') : null;
  return isList(content) && content.some(isOwnBlock);
}

function isOwnBlock(block: unknown): boolean {
  if (!isObject(block)) {
    return false;
  }
  const type = textField(block, 'type') ?? '';
  // Mistral's reasoning is a block of that name, too, around a list.
  const isOwn = OWN_BLOCKS.has(type) && !has(block, 'value') && !isList(field(block, 'thinking'));
  return isOwn || isAnthropicImage(block, type);
}

function isAnthropicImage(block: JsonObject, type: string): boolean {
  return (type === 'image' || type === 'document') && isObject(field(block, 'source'));
}
