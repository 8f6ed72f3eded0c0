import type { Segment } from '../../dataset/transcript.ts';
import type { ExportLine, PreferencePair } from './pair.ts';

/** What would begin a turn in the middle of a text. */
const TURN = /\n\n(?:Human|Assistant):/;

/** The format of hh-rlhf: two dialogues, each one string. It knows two speakers and plain text only. */
export function hhRlhfLine({ transcript, response, chosen, rejected }: PreferencePair): ExportLine {
  if (transcript.system.length > 0) {
    return unfit('a system text');
  }
  if (transcript.tools.length > 0) {
    return unfit('tool definitions');
  }
  const turns = response.context.map((turn) => ({
    speaker: SPEAKERS.get(turn.role),
    segments: turn.segments,
  }));
  const segments = [...turns.flatMap((turn) => turn.segments), ...chosen];
  if (turns.some((turn) => turn.speaker === undefined) || segments.some(({ kind }) => kind !== 'text')) {
    return unfit('more than the words of a person and an assistant');
  }
  const texts = [...turns.map((turn) => textOf(turn.segments)), textOf(chosen), textOf(rejected)];
  if (texts.some((text) => TURN.test(text))) {
    return unfit('a text in which “Human:” or “Assistant:” begins a paragraph');
  }
  const before = turns.map((turn) => `\n\n${turn.speaker}: ${textOf(turn.segments)}`).join('');
  const side = (answer: readonly Segment[]) => `${before}\n\nAssistant: ${textOf(answer)}`;
  return { ok: true, line: `${JSON.stringify({ chosen: side(chosen), rejected: side(rejected) })}\n` };
}

const SPEAKERS: ReadonlyMap<string, string> = new Map([
  ['user', 'Human'],
  ['assistant', 'Assistant'],
]);

function textOf(segments: readonly Segment[]): string {
  return segments.map(({ text }) => text).join('\n\n');
}

function unfit(what: string): ExportLine {
  return { ok: false, problem: `The record holds ${what}, which the hh-rlhf format cannot take.` };
}
