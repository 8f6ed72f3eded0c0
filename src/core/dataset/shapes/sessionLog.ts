import { agentSession, readSession } from './agentSession.ts';
import type { Shape } from './shape.ts';
import { isList } from './values.ts';

/** A whole session log as one record: the list of its lines. `recordsOfSession` makes such a record of a file. */
export const sessionLog: Shape = {
  name: 'agent-session-file',
  title: agentSession.title,
  example: '',
  recognise: (value) =>
    isList(value) && value.some((line) => agentSession.recognise(line) > 0.9) ? 0.97 : 0,
  read: (value) => (isList(value) ? readSession(value) : null),
};
