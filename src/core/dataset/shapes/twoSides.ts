import type { Turn } from '../transcript.ts';
import { speakerOf } from './messages.ts';
import { knownRole } from './roles.ts';
import { isObject } from './values.ts';

/**
 * The turns of a list of messages in which two speak. Where a name says nothing of its speaker's side, the one who faces
 * a user is the assistant, and of two such names the one who speaks second.
 */
export function withTwoSides(turns: readonly Turn[], list: readonly unknown[]): readonly Turn[] {
  const speakers = new Set<string>();
  for (const message of list) {
    const speaker = isObject(message) ? speakerOf(message) : null;
    if (speaker !== null) {
      speakers.add(speaker);
    }
  }
  const [first, second] = [...speakers];
  if (speakers.size !== 2 || first === undefined || second === undefined) {
    return turns;
  }
  const roles = [knownRole(first), knownRole(second)] as const;
  // In task-oriented dialogues the system is who answers.
  if (roles[0] === 'user' && roles[1] === 'system') {
    return answeredBy(turns, second);
  }
  if (roles[0] === null && roles[1] === 'user') {
    return answeredBy(turns, first);
  }
  return roles[1] === null && roles[0] !== 'assistant' ? answeredBy(turns, second) : turns;
}

function answeredBy(turns: readonly Turn[], speaker: string): readonly Turn[] {
  return turns.map((turn) => (turn.speaker === speaker ? { ...turn, role: 'assistant' } : turn));
}
