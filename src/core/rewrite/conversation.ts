import type { Origin, Response, Segment, SegmentKind, Transcript, Turn } from '../dataset/transcript.ts';
import { clip } from './dataBlock.ts';
import type { ProposalTarget } from './proposal.ts';

/** Characters of the conversation that are sent at most; about 30,000 tokens of English. */
const CONVERSATION_LIMIT = 120_000;
const SEGMENT_LIMIT = 24_000;
const TOOL_LIMIT = 400;

/** The conversation before a response as plain text for a model: system text, tools, then turns by role. */
export function renderConversation(transcript: Transcript, response: Response): string {
  const opening = [
    ...(transcript.system.length > 0 ? [`[system]\n${renderSegments(transcript.system)}`] : []),
    ...(transcript.tools.length > 0 ? [`[tools]\n${renderTools(transcript)}`] : []),
  ];
  const turns = response.context.map(renderTurn);
  // The opening and the latest turns decide what a response should be; the middle of a very long chat is left out.
  let budget = CONVERSATION_LIMIT - opening.reduce((sum, part) => sum + part.length, 0);
  const first = turns[0];
  if (first !== undefined) {
    budget -= first.length;
  }
  const kept: string[] = [];
  let index = turns.length - 1;
  for (; index > 0; index--) {
    const turn = turns[index] ?? '';
    if (turn.length > budget && kept.length > 0) {
      break;
    }
    kept.unshift(turn);
    budget -= turn.length;
  }
  const omitted = index > 0 ? [`[… ${index} turns left out …]`] : [];
  return [...opening, ...(first === undefined ? [] : [first]), ...omitted, ...kept].join('\n\n');
}

/** What stands beside the target in the same response and after it; empty when the target is all there is. */
export function renderRest(
  response: Response,
  target: ProposalTarget,
  reasoning: ProposalTarget | null = null,
): string {
  const { segments } = response.turn;
  const isReasoning = (segment: Segment) => reasoning !== null && isTarget(segment, reasoning);
  const others = segments.filter((segment) => !isTarget(segment, target) && !isReasoning(segment));
  if (others.length === 0 && response.after.length === 0) {
    return '';
  }
  const parts = segments.map((segment) =>
    isTarget(segment, target)
      ? '[the text to rewrite stands here]'
      : isReasoning(segment)
        ? '[the reasoning to rewrite stands here]'
        : renderSegment(segment),
  );
  const after = response.after.slice(0, 6).map(renderTurn);
  return [...parts, ...(after.length > 0 ? ['[then follows]', ...after] : [])].join('\n\n');
}

/** Whether the text to rewrite is the assistant's visible answer or its reasoning. */
export function targetKind(response: Response, target: ProposalTarget): SegmentKind {
  return response.turn.segments.find((segment) => isTarget(segment, target))?.kind ?? 'text';
}

function isTarget(segment: Segment, target: ProposalTarget): boolean {
  return segment.origin !== null && sameOrigin(segment.origin, target.origin);
}

function sameOrigin(a: Origin, b: Origin): boolean {
  return (
    a.start === b.start &&
    a.end === b.end &&
    a.path.length === b.path.length &&
    a.path.every((step, index) => step === b.path[index])
  );
}

function renderTurn(turn: Turn): string {
  return `[${turn.role}]\n${renderSegments(turn.segments)}`;
}

function renderSegments(segments: readonly Segment[]): string {
  return segments.map(renderSegment).join('\n');
}

function renderSegment(segment: Segment): string {
  const text = clip(segment.text, SEGMENT_LIMIT);
  return segment.kind === 'text'
    ? text
    : `(${segment.kind}${segment.label ? ` ${segment.label}` : ''}) ${text}`;
}

function renderTools(transcript: Transcript): string {
  return transcript.tools.map((tool) => `- ${tool.name}: ${clip(tool.description, TOOL_LIMIT)}`).join('\n');
}
