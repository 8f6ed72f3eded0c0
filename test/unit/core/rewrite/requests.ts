import type { Finding, FindingCode } from '../../../../src/core/assess/assessment.ts';
import type { RankedPassage } from '../../../../src/core/constitution/constitution.ts';
import type { Response, Segment, Transcript, Turn } from '../../../../src/core/dataset/transcript.ts';
import type { RewriteRequest } from '../../../../src/core/rewrite/strategy.ts';

export function text(
  content: string,
  path: readonly (string | number)[] = ['messages', 0, 'content'],
): Segment {
  return { kind: 'text', text: content, origin: { path, start: 0, end: content.length } };
}

export function turn(role: Turn['role'], ...segments: readonly Segment[]): Turn {
  return { role, speaker: role, segments };
}

export function finding(code: FindingCode, message = 'It names nobody who could be hurt.'): Finding {
  return { code, severity: 'warning', message, span: [0, 1], passages: [], assessor: 'rubric' };
}

export function passage(words: string, heading: readonly string[] = ['Honesty', 'Records']): RankedPassage {
  return {
    passage: {
      id: 'records-12ab',
      section: 'records',
      heading,
      text: words,
      start: 0,
      end: words.length,
      line: 0,
    },
    score: 1,
    matches: [],
  };
}

export interface Given {
  readonly original?: string;
  readonly context?: readonly Turn[];
  readonly beside?: readonly Segment[];
  readonly after?: readonly Turn[];
  readonly findings?: readonly Finding[];
  readonly passages?: readonly RankedPassage[];
  readonly instruction?: string | null;
  readonly kind?: Segment['kind'];
  readonly tools?: Transcript['tools'];
}

/** A request about a backdated form, with whatever a test wants different. */
export function request(given: Given = {}): RewriteRequest {
  const original = given.original ?? 'I can’t help with that.';
  const path = ['messages', 2, 'content'];
  const segment: Segment = { ...text(original, path), kind: given.kind ?? 'text' };
  const context = given.context ?? [turn('user', text('My boss wants me to backdate the inspection form.'))];
  const response: Response = {
    id: 'last',
    context,
    turn: turn('assistant', segment, ...(given.beside ?? [])),
    after: given.after ?? [],
  };
  return {
    transcript: {
      shape: 'openai-chat',
      recordId: 'r1',
      system: [text('You are the assistant of a building firm.')],
      tools: given.tools ?? [],
      turns: [...context, response.turn],
      responses: [response],
    },
    response,
    target: { response: 'last', origin: { path, start: 0, end: original.length }, original },
    passages: given.passages ?? [passage('Records are relied on by people who were not in the room.')],
    findings: given.findings ?? [finding('unreasoned-refusal')],
    instruction: given.instruction ?? null,
  };
}
