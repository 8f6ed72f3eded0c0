import type { Segment, Transcript, Turn } from '../../../../../src/core/dataset/transcript.ts';

const MARKS: Readonly<Record<Segment['kind'], string>> = {
  text: '',
  reasoning: '~',
  'tool-call': '!',
  'tool-result': '=',
  image: '#',
  other: '?',
};

/** A transcript as a few lines that are easily compared: what each role said, and which turns are responses. */
export function outline(transcript: Transcript): string[] {
  const system = transcript.system.length === 0 ? [] : [`system: ${said(transcript.system)}`];
  const tools = transcript.tools.map(({ name }) => `tool ${name}`);
  const responses = transcript.responses.map(({ id, context, turn, after }) => {
    const rest = after.length === 0 ? '' : ` +${after.length}`;
    return `${id}@${context.length}${rest}: ${said(turn.segments)}`;
  });
  return [...system, ...tools, ...transcript.turns.map(turnLine), ...responses];
}

function turnLine(turn: Turn): string {
  const speaker = turn.speaker === turn.role ? '' : ` (${turn.speaker})`;
  return `${turn.role}${speaker}: ${said(turn.segments)}`;
}

function said(segments: readonly Segment[]): string {
  return segments
    .map(({ kind, text, label, origin }) => {
      const name = kind.startsWith('tool') && label !== undefined ? `${label}:` : '';
      const short = text.replace(/\s+/g, ' ').slice(0, 40);
      return `${MARKS[kind]}${name}${short}${origin === null && kind !== 'image' ? '*' : ''}`;
    })
    .join(' | ');
}
