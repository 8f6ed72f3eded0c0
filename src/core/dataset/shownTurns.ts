import type { Response, ResponseId, Transcript, Turn } from './transcript.ts';

/** One turn of a record as it is shown to the curator who looks at one of its responses. */
export interface ShownTurn {
  /** Stable while no turn comes or goes before it: `system`, `t0`, `t1`, …, `last`, `chosen`, `rejected`. */
  readonly key: string;
  readonly turn: Turn;
  /** Set on a turn under review. */
  readonly response: Response | null;
}

/** System text, the selected response's context, every response under review, and what follows the selected one. */
export function shownTurns(transcript: Transcript, selected: ResponseId): readonly ShownTurn[] {
  const shown: ShownTurn[] = [];
  if (transcript.system.length > 0) {
    shown.push({
      key: 'system',
      turn: { role: 'system', speaker: 'system', segments: transcript.system },
      response: null,
    });
  }
  const response = transcript.responses.find(({ id }) => id === selected) ?? transcript.responses[0];
  const plain = (turn: Turn, index: number): ShownTurn => ({ key: `t${index}`, turn, response: null });
  if (response === undefined) return [...shown, ...transcript.turns.map(plain)];
  shown.push(...response.context.map(plain));
  for (const candidate of transcript.responses)
    shown.push({ key: candidate.id, turn: candidate.turn, response: candidate });
  shown.push(...response.after.map((turn, index) => plain(turn, response.context.length + 1 + index)));
  return shown;
}
