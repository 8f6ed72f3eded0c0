import type { JsonPath, Segment, Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { renderedSegment, wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import {
  field,
  firstKey,
  isObject,
  isText,
  type JsonObject,
  listField,
  objectField,
  renderJson,
  textField,
} from './values.ts';

/** A run of OpenHands: its history is a list of events, what somebody did and what was observed. */
export const openHands: Shape = {
  name: 'openhands',
  title: 'OpenHands run',
  example:
    '{"instance_id": "…", "history": [{"source": "user", "action": "message", "args": {"content": "…"}}, {"source": "agent", "observation": "run", "content": "…"}]}',

  recognise(value) {
    const history = isObject(value) ? listField(value, 'history') : null;
    return history?.slice(0, LOOKED_AT).some(isEvent) === true ? 0.97 : 0;
  },

  read(value) {
    const history = isObject(value) ? listField(value, 'history') : null;
    return isObject(value) && history !== null
      ? chatTranscript(
          { shape: this.name, record: value },
          history.flatMap((event, i) => (isObject(event) ? eventTurns(event, ['history', i]) : [])),
        )
      : null;
  },
};

const LOOKED_AT = 3;
/** Events that only say how the run is going. */
const OF_THE_RUN = /^(?:agent_state_changed|change_agent_state|null|recall|condensation)$/;

function isEvent(event: unknown): boolean {
  return (
    isObject(event) &&
    isText(field(event, 'source')) &&
    firstKey(event, ['action', 'observation'], isText) !== null
  );
}

function eventTurns(event: JsonObject, path: JsonPath): Turn[] {
  const observation = textField(event, 'observation');
  if (observation !== null) {
    const text = textField(event, 'content');
    return OF_THE_RUN.test(observation) || text === null
      ? []
      : [
          {
            role: 'tool',
            speaker: observation,
            segments: [wholeSegment(text, [...path, 'content'], 'tool-result', observation)],
          },
        ];
  }
  const action = textField(event, 'action');
  const args = objectField(event, 'args');
  if (action === null || args === null || OF_THE_RUN.test(action)) {
    return [];
  }
  const at = [...path, 'args'];
  if (action === 'system' || textField(event, 'source') === 'user') {
    const role = action === 'system' ? 'system' : 'user';
    const text = textField(args, 'content') ?? '';
    return [{ role, speaker: role, segments: [wholeSegment(text, [...at, 'content'], 'text')] }];
  }
  return [{ role: 'assistant', speaker: 'agent', segments: actionSegments(action, args, at) }];
}

function actionSegments(action: string, args: JsonObject, path: JsonPath): Segment[] {
  const said = (key: string, kind: Segment['kind']) => {
    const text = textField(args, key) ?? '';
    return text === '' ? [] : [wholeSegment(text, [...path, key], kind)];
  };
  switch (action) {
    case 'message':
      return said('content', 'text');
    case 'finish':
      return [...said('thought', 'text'), ...said('final_thought', 'text')];
    case 'think':
      return said('thought', 'reasoning');
    default: {
      const command = textField(args, 'command') ?? textField(args, 'code');
      const key = textField(args, 'command') === null ? 'code' : 'command';
      return [
        ...said('thought', 'text'),
        command === null
          ? renderedSegment(renderJson(withoutThought(args)), 'tool-call', action)
          : wholeSegment(command, [...path, key], 'tool-call', action),
      ];
    }
  }
}

function withoutThought(args: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(args).filter(([key]) => key !== 'thought'));
}
