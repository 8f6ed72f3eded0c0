import type { Turn } from '../transcript.ts';
import { historyTurns } from './alpacaPrompt.ts';
import { chatTranscript, systemOf } from './build.ts';
import { isMessageList } from './messages.ts';
import { isReasoning, REASONING_BESIDE, withReasoningBeside } from './reasoningBeside.ts';
import { wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { joinChat, readAnswer, readPrompt } from './sides.ts';
import { field, isObject, isText, type JsonObject, textField } from './values.ts';

const ASKED = [
  'query',
  'question',
  'instruction',
  'prompt',
  'user',
  'human',
  'problem',
  'request',
  'input',
  'message',
];
const MORE_ASKED = [
  'inputs',
  'user_message',
  'user_prompt',
  'user_input',
  'goal',
  'task',
  'utterance',
  'scenario',
  'dilemma',
  'text_input',
  'input_text',
  'inputs_pretokenized',
  'message_1',
  'dialogue',
  'context',
  'q',
  'situation',
  'adversarial',
  'vanilla',
  '问题',
  '提问',
];
const ANSWERED = [
  'response',
  'answer',
  'output',
  'completion',
  'assistant',
  'reply',
  'solution',
  'gpt',
  'bot',
];
const MORE_ANSWERED = [
  'model_response',
  'assistant_response',
  'generated_text',
  'generation',
  'model_output',
  'assistant_message',
  'model_answer',
  'generated_answer',
  'output_text',
  'targets',
  'actual_output',
  'revised_response',
  'revision',
  'ideal',
  'best_answer',
  'story',
  'essay',
  'answers',
  'targets_pretokenized',
  'message_2',
  'generated_solution',
  'llm_response',
  'judgment',
  'judgement',
  'a',
  '答案',
  '回答',
];
const ALL_ASKED = [...ASKED, ...MORE_ASKED];
const ALL_ANSWERED = [...ANSWERED, ...MORE_ANSWERED];
/** Keys of requests to servers and of their logs, which have messages and responses too. */
const OF_SERVERS = ['method', 'status_code', 'severity', 'logger', 'hostname', 'user_agent', 'remote_addr'];

/** A question and an answer under any of their common names, with earlier exchanges and context where there are any. */
export const queryResponse: Shape = {
  name: 'query-response',
  title: 'Query and response',
  example: '{"query": "…", "response": "…", "history": [["…", "…"]]}',
  most: 0.6,

  recognise(value) {
    return isObject(value) && pairOf(value) !== null ? 0.6 : 0;
  },

  read(value) {
    const pair = isObject(value) ? pairOf(value) : null;
    if (!isObject(value) || pair === null) {
      return null;
    }
    const prompt = [
      ...historyTurns(value),
      ...withContext(value, pair.asked, readPrompt(field(value, pair.asked), [pair.asked])),
    ];
    const answer = withReasoningBeside(
      value,
      answerTurns(value, pair.answered),
      namedKey(value, keysByName(value), REASONING_BESIDE, isReasoning),
    );
    return chatTranscript(
      { shape: this.name, record: value, system: systemOf(value) },
      joinChat(prompt, answer),
    );
  },
};

function pairOf(record: JsonObject): { asked: string; answered: string } | null {
  const keys = keysByName(record);
  if (OF_SERVERS.some((name) => keys.has(name))) {
    return null;
  }
  const asked = askedKey(record, keys);
  const found =
    asked === null ? null : (namedKey(record, keys, ALL_ANSWERED, isSaid) ?? writtenKey(record, keys, asked));
  return asked === null || found === null ? null : { asked, answered: fullAnswer(record, keys, found) };
}

/** What was asked; a name whose text is empty is believed only where there is no other. */
function askedKey(record: JsonObject, keys: ReadonlyMap<string, string>): string | null {
  let empty: string | null = null;
  for (const name of ALL_ASKED) {
    const key = keys.get(name);
    const value = key === undefined ? undefined : field(record, key);
    if (key !== undefined && isSaid(value)) {
      if (value !== '') {
        return key;
      }
      empty ??= key;
    }
  }
  return empty;
}

/** A text that was written to a prompt; with a title it is a document. */
function writtenKey(record: JsonObject, keys: ReadonlyMap<string, string>, asked: string): string | null {
  return asked === 'prompt' && !keys.has('title') ? namedKey(record, keys, ['text'], isText) : null;
}

/** Of a solution and the short answer that it comes to, the solution is what was said. */
function fullAnswer(record: JsonObject, keys: ReadonlyMap<string, string>, found: string): string {
  const solution = keys.get('solution');
  const text = solution === undefined ? null : textField(record, solution);
  const answer = textField(record, found);
  return found.toLowerCase() === 'answer' &&
    solution !== undefined &&
    text !== null &&
    answer !== null &&
    text.length > answer.length
    ? solution
    : found;
}

/** An answer that is a list of calls, as JSON in a string, is calls (xLAM). */
function answerTurns(record: JsonObject, key: string): Turn[] {
  const text = field(record, key);
  return isText(text) && key === 'answers' && /^\s*\[\s*\{\s*"name"/.test(text)
    ? [{ role: 'assistant', speaker: key, segments: [wholeSegment(text, [key], 'tool-call')] }]
    : readAnswer(text, [key]);
}

function isSaid(value: unknown): boolean {
  return isText(value) || isMessageList(value);
}

/** The record's keys by their names in lower case: `Question` and `question` are one name. */
function keysByName(record: JsonObject): ReadonlyMap<string, string> {
  return new Map(Object.keys(record).map((key) => [key.toLowerCase(), key]));
}

function namedKey(
  record: JsonObject,
  keys: ReadonlyMap<string, string>,
  names: readonly string[],
  fits: (value: unknown) => boolean,
): string | null {
  for (const name of names) {
    const key = keys.get(name);
    if (key !== undefined && fits(field(record, key))) {
      return key;
    }
  }
  return null;
}

/** A context that a question is about belongs to the question, as does the input of an instruction. */
function withContext(record: JsonObject, asked: string, prompt: readonly Turn[]): readonly Turn[] {
  const keys = keysByName(record);
  const names = [
    'context',
    'document',
    'passage',
    ...(asked.toLowerCase() === 'instruction' ? ['input'] : []),
  ];
  const key = namedKey(record, keys, names, (value) => isText(value) && value !== '');
  if (key === asked) {
    return prompt;
  }
  const last = prompt.at(-1);
  const text = key === null ? undefined : field(record, key);
  if (key === null || last === undefined || !isText(text)) {
    return prompt;
  }
  return [
    ...prompt.slice(0, -1),
    { ...last, segments: [...last.segments, wholeSegment(text, [key], 'text')] },
  ];
}
