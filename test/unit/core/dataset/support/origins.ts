import type { Origin, Segment, Transcript } from '../../../../../src/core/dataset/transcript.ts';

/** Every text of a transcript that lies in a string literal. */
export function originsOf(transcript: Transcript): { text: string; origin: Origin }[] {
  const turns = [
    ...transcript.turns,
    ...transcript.responses.flatMap(({ context, turn, after }) => [...context, turn, ...after]),
  ];
  const segments: Segment[] = [...transcript.system, ...turns.flatMap((turn) => turn.segments)];
  return segments.flatMap(({ text, origin }) => (origin === null ? [] : [{ text, origin }]));
}
