import type { JsonPath, Turn } from '../transcript.ts';
import { contentSegments } from './content.ts';
import { isDialogue, readDialogue, startsAsDialogue } from './dialogueText.ts';
import { isMessage, isMessageList, readMessage, readMessages } from './messages.ts';
import { saidSegments } from './segments.ts';
import { endOfAnswer, startingTemplate } from './templates.ts';
import { field, firstKey, isList, isObject, isText, type JsonObject } from './values.ts';

/** A prompt: a string, a dialogue in a string, one message, a list of messages, or an object around a list. */
export function readPrompt(value: unknown, path: JsonPath): Turn[] {
  if (isText(value)) {
    return isDialogue(value)
      ? readDialogue(value, path)
      : (startingTemplate(value, path, true) ?? [
          { role: 'user', speaker: 'user', segments: saidSegments(value, path, 'user') },
        ]);
  }
  if (isMessage(value)) {
    return [readMessage(value, path)];
  }
  if (isMessageList(value)) {
    return readMessages(value, path);
  }
  if (isList(value) && isMessageList(value[0])) {
    return value.flatMap((list, i) => (isMessageList(list) ? readMessages(list, [...path, i]) : []));
  }
  const wrapped = isObject(value) ? field(value, 'messages') : null;
  if (isMessageList(wrapped)) {
    return readMessages(wrapped, [...path, 'messages']);
  }
  const segments = contentSegments(value, path, 'user');
  return segments.length === 0 ? [] : [{ role: 'user', speaker: 'user', segments }];
}

/** What answers a prompt: a string, one message, a list of messages, or blocks. */
export function readAnswer(value: unknown, path: JsonPath): Turn[] {
  if (isText(value)) {
    return readSaid(value, path);
  }
  if (isMessage(value)) {
    return [readMessage(value, path)];
  }
  if (isMessageList(value)) {
    return readMessages(value, path);
  }
  const wrapped = isObject(value) ? field(value, 'messages') : null;
  if (isMessageList(wrapped)) {
    return readMessages(wrapped, [...path, 'messages']);
  }
  const segments = contentSegments(value, path, 'assistant');
  return [{ role: 'assistant', speaker: 'assistant', segments }];
}

function readSaid(text: string, path: JsonPath): Turn[] {
  if (startsAsDialogue(text) && isDialogue(text)) {
    return readDialogue(text, path);
  }
  const segments = () => saidSegments(text, path, 'assistant', 0, endOfAnswer(text));
  return (
    startingTemplate(text, path, false) ?? [{ role: 'assistant', speaker: 'assistant', segments: segments() }]
  );
}

/**
 * The whole chat of a prompt and an answer. An answer that holds the prompt's turns again, as preference records
 * often write it, stands alone; the prompt then lends it only the system turns that it lacks.
 */
export function joinChat(prompt: readonly Turn[], answer: readonly Turn[]): Turn[] {
  if (!answer.some((turn) => turn.role === 'user') || goesOn(prompt, answer)) {
    // A prompt that ends on a bare `Assistant:` only says who speaks next.
    const last = prompt.at(-1);
    const isOpen = last?.role === 'assistant' && last.segments.every(({ text }) => text.trim() === '');
    return [...(isOpen ? prompt.slice(0, -1) : prompt), ...answer];
  }
  const lent = answer.some((turn) => turn.role === 'system')
    ? []
    : prompt.filter((turn) => turn.role === 'system');
  return [...lent, ...answer];
}

/** Whether an answer of several turns takes up where the prompt ends, and says none of it again. */
function goesOn(prompt: readonly Turn[], answer: readonly Turn[]): boolean {
  const asked = prompt.at(-1);
  return (
    asked?.role === 'user' &&
    answer[0]?.role === 'assistant' &&
    !answer.some((turn) => turn.role === 'user' && textOf(turn) === textOf(asked))
  );
}

function textOf(turn: Turn): string {
  return turn.segments.map(({ text }) => text).join('\n');
}

/** Whether `value` can answer a prompt: text, a message, or a list of either or of blocks. */
export function isAnswer(value: unknown): boolean {
  return (
    isText(value) ||
    isMessage(value) ||
    (isObject(value) && firstKey(value, ['text', 'content', 'response'], isText) !== null) ||
    (isList(value) && value.every((item) => isObject(item) || isText(item)))
  );
}

/** A chat whose answer the record keeps apart from its messages, under one of the usual names. */
export function withAnswerOf(record: JsonObject, turns: readonly Turn[]): readonly Turn[] {
  if (turns.at(-1)?.role !== 'user') {
    return turns;
  }
  const key = firstKey(
    record,
    ['completion', 'response', 'output'],
    (value) => isText(value) || isMessage(value),
  );
  return key === null ? turns : [...turns, ...readAnswer(field(record, key), [key])];
}
