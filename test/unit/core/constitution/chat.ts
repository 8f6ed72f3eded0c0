import type { PassageQuery } from '../../../../src/core/constitution/rank.ts';
import type { Role, Turn } from '../../../../src/core/dataset/transcript.ts';

function turn(role: Role, text: string): Turn {
  return { role, speaker: role, segments: [{ kind: 'text', text, origin: null }] };
}

/** A chat of one request, answered or not. */
export function chat(of: { user: string; assistant?: string; system?: string }): PassageQuery {
  const context = of.user === '' ? [] : [turn('user', of.user)];
  const response =
    of.assistant === undefined
      ? null
      : { id: 'last' as const, context, turn: turn('assistant', of.assistant), after: [] };
  return {
    transcript: {
      shape: 'test',
      recordId: null,
      system: of.system === undefined ? [] : [{ kind: 'text', text: of.system, origin: null }],
      tools: [],
      turns: response === null ? context : [...context, response.turn],
      responses: response === null ? [] : [response],
    },
    response,
  };
}
