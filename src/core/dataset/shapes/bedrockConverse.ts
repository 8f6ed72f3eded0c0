import type { JsonPath, Turn } from '../transcript.ts';
import { chatTranscript, preferenceTranscript, systemOf } from './build.ts';
import { contentSegments } from './content.ts';
import { isMessageList, readMessage, readMessages } from './messages.ts';
import type { Shape } from './shape.ts';
import {
  field,
  firstKey,
  isList,
  isObject,
  type JsonObject,
  listField,
  objectField,
  textField,
} from './values.ts';

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
    const candidates = candidatesIn(messages);
    if (candidates !== null) {
      const before = turns.slice(0, messages.length - 1);
      return preferenceTranscript(
        { shape: this.name, record: value, system: systemOf(value) },
        [...before, candidateTurn(candidates.chosen)],
        [...before, candidateTurn(candidates.rejected)],
      );
    }
    return chatTranscript(
      { shape: this.name, record: value, system: systemOf(value) },
      answer === null ? turns : [...turns, readMessage(answer, ['output', 'message'])],
    );
  },
};

interface Candidate {
  readonly content: unknown;
  readonly path: JsonPath;
}

/** Preference tuning of Nova: the last message holds two candidates, each with its label. */
function candidatesIn(messages: readonly unknown[]): { chosen: Candidate; rejected: Candidate } | null {
  const at = messages.length - 1;
  const last = messages[at];
  const list = isObject(last) ? (listField(last, 'candidates') ?? []) : [];
  const find = (label: string): Candidate | null => {
    const i = list.findIndex((item) => isObject(item) && textField(item, 'preferenceLabel') === label);
    const item = list[i];
    return isObject(item)
      ? { content: field(item, 'content'), path: ['messages', at, 'candidates', i, 'content'] }
      : null;
  };
  const chosen = find('preferred');
  const rejected = find('non-preferred');
  return chosen === null || rejected === null ? null : { chosen, rejected };
}

function candidateTurn({ content, path }: Candidate): Turn {
  return { role: 'assistant', speaker: 'assistant', segments: contentSegments(content, path, 'assistant') };
}

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
