import type { JsonPath, Segment, Turn } from '../transcript.ts';
import { chatTranscript, recordIdOf } from './build.ts';
import { contentSegments } from './content.ts';
import { isMessageList, readMessage, readMessages } from './messages.ts';
import { wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { field, firstKey, has, isObject, isText, type JsonObject, listField, textField } from './values.ts';

const OF_RUNS = ['trajectory_format', 'exit_status', 'generated_patch', 'traj_id', 'eval_logs'] as const;
const TELLING = ['agent', 'message_type', 'thought', 'action', 'tool_call_ids', 'is_demo'];

/** SWE-agent's trajectory: the history of messages, or the steps alone. */
export const sweAgent: Shape = {
  name: 'swe-agent',
  title: 'SWE-agent trajectory',
  example:
    '{"trajectory": […], "history": [{"role": "system", "content": "…", "agent": "main"}], "info": {…}}',

  recognise(value) {
    if (!isObject(value)) {
      return 0;
    }
    const history = field(value, 'history');
    if (isMessageList(history)) {
      const first = history[0];
      const isTelling = isObject(first) && TELLING.some((key) => has(first, key));
      return isTelling || has(value, 'trajectory') ? 0.97 : 0;
    }
    return messagesKey(value) !== null ? 0.96 : stepsOf(value) === null ? 0 : 0.95;
  },

  read(value) {
    if (!isObject(value)) {
      return null;
    }
    const parts = {
      shape: this.name,
      record: value,
      recordId: recordIdOf(value) ?? textField(value, 'environment'),
    };
    const history = field(value, 'history');
    if (isMessageList(history)) {
      return chatTranscript(parts, historyTurns(history));
    }
    const key = messagesKey(value);
    const messages = key === null ? null : field(value, key);
    if (key !== null && isMessageList(messages)) {
      return chatTranscript(
        parts,
        [...promptTurn(messages[0], key), ...readMessages(messages, [key])].filter(isFilled),
      );
    }
    const steps = stepsOf(value);
    return steps === null
      ? null
      : chatTranscript(
          parts,
          steps.flatMap((step, i) => (isObject(step) ? stepTurns(step, ['trajectory', i]) : [])),
        );
  },
};

/** A list of messages beside what only runs of software agents have. */
function messagesKey(record: JsonObject): string | null {
  return firstKey(record, OF_RUNS) === null
    ? null
    : firstKey(record, ['trajectory', 'messages'], (list) => isMessageList(list));
}

/** Some keep the system's text of the first message under a key of its own. */
function promptTurn(first: unknown, key: string): Turn[] {
  const text = isObject(first) ? textField(first, 'system_prompt') : null;
  return text === null
    ? []
    : [
        {
          role: 'system',
          speaker: 'system',
          segments: [wholeSegment(text, [key, 0, 'system_prompt'], 'text')],
        },
      ];
}

function isFilled(turn: Turn): boolean {
  return turn.segments.length > 0;
}

/**
 * Without tool calls, what the environment showed is written as a user's message. The task is marked as an observation
 * too, but nothing has been done before it.
 */
function historyTurns(history: readonly unknown[]): Turn[] {
  let hasActed = false;
  return history.flatMap((message, i): Turn[] => {
    if (!isObject(message)) {
      return [];
    }
    const turn = readMessage(message, ['history', i]);
    hasActed ||= turn.role === 'assistant';
    const isObservation =
      hasActed && turn.role === 'user' && textField(message, 'message_type') === 'observation';
    return [isObservation ? { ...turn, role: 'tool', segments: turn.segments.map(asResult) } : turn];
  });
}

function asResult(segment: Segment): Segment {
  return segment.kind === 'text' ? { ...segment, kind: 'tool-result' } : segment;
}

function stepsOf(record: JsonObject): readonly unknown[] | null {
  const steps = listField(record, 'trajectory');
  const first = steps?.[0];
  return isObject(first) && has(first, 'action') && Object.hasOwn(first, 'observation') ? steps : null;
}

function stepTurns(step: JsonObject, path: JsonPath): Turn[] {
  const said: Segment[] = [];
  const isSaid = (text: unknown) => isText(text) && text !== '';
  const key = firstKey(step, ['thought', 'response'], isSaid) ?? firstKey(step, ['thought'], isText);
  if (key !== null) {
    said.push(wholeSegment(textField(step, key) ?? '', [...path, key], 'text'));
  }
  const action = textField(step, 'action');
  if (action !== null) {
    said.push(wholeSegment(action, [...path, 'action'], 'tool-call'));
  }
  const seen = contentSegments(field(step, 'observation'), [...path, 'observation'], 'tool');
  const answer: Turn[] = [{ role: 'assistant', speaker: 'assistant', segments: said }];
  return seen.length === 0 ? answer : [...answer, { role: 'tool', speaker: 'observation', segments: seen }];
}
