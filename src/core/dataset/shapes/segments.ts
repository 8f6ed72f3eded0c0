import type { JsonPath, Role, Segment, SegmentKind } from '../transcript.ts';

// Tags that stand for another kind of text inside an assistant's text. The first two are the models' own, in the
// middle of a text too; the others are only believed at its start, because prose and code use them as well.
const TAGGED =
  /<(think|thinking|tool_call|reasoning|scratchpad|scratchpad_reasoning|answer)>|(<\|begin_of_thought\|>|<\|begin_of_solution\|>|\[THINK\]|◁think▷|<seed:think>)/gi;
const ANYWHERE: ReadonlySet<string> = new Set(['think', 'thinking', 'tool_call', '<|begin_of_solution|>']);
/** What comes after reasoning in some models' texts; by itself it is somebody's own markup. */
const ANSWER = 'answer';
/** The closing marks of models that write no tags. */
const CLOSINGS: ReadonlyMap<string, string> = new Map([
  ['<|begin_of_thought|>', '<\\|end_of_thought\\|>'],
  ['<|begin_of_solution|>', '<\\|end_of_solution\\|>'],
  ['[think]', '\\[/THINK\\]'],
  ['◁think▷', '◁/think▷'],
  ['<seed:think>', '</seed:think>'],
]);

/** One segment that is the whole of the string at `path`. */
export function wholeSegment(text: string, path: JsonPath, kind: SegmentKind, label?: string): Segment {
  return sliceSegment(text, path, 0, text.length, kind, label);
}

/** One segment that is `[start, end)` of the string `whole` at `path`. */
export function sliceSegment(
  whole: string,
  path: JsonPath,
  start: number,
  end: number,
  kind: SegmentKind,
  label?: string,
): Segment {
  const origin = { path, start, end };
  const text = whole.slice(start, end);
  return label === undefined ? { kind, text, origin } : { kind, text, origin, label };
}

/** A segment in no string literal: rendered, or a description. */
export function renderedSegment(text: string, kind: SegmentKind, label?: string): Segment {
  return label === undefined ? { kind, text, origin: null } : { kind, text, origin: null, label };
}

/**
 * The segments of what a role said in `[start, end)` of the string `whole` at `path`. In an assistant's text,
 * `<think>…</think>` becomes reasoning and `<tool_call>…</tool_call>` a call; the spaces around them are in no
 * segment, so that a rewrite leaves them. A text with nothing else in it keeps an empty text segment at its end.
 */
export function saidSegments(
  whole: string,
  path: JsonPath,
  role: Role,
  start = 0,
  end = whole.length,
): Segment[] {
  if (role === 'tool') {
    return [sliceSegment(whole, path, start, end, 'tool-result')];
  }
  if (role !== 'assistant') {
    return [sliceSegment(whole, path, start, end, 'text')];
  }
  const tagged = taggedParts(whole, start, end);
  if (tagged.length === 0) {
    return [sliceSegment(whole, path, start, end, 'text')];
  }
  const segments: Segment[] = [];
  let at = start;
  const textUpTo = (stop: number) => {
    const [from, to] = trimmed(whole, at, stop);
    if (from < to) {
      segments.push(sliceSegment(whole, path, from, to, 'text'));
    }
  };
  for (const part of tagged) {
    textUpTo(part.start);
    const [from, to] = trimmed(whole, part.innerStart, part.innerEnd);
    if (from < to) {
      segments.push(sliceSegment(whole, path, from, to, part.kind));
    }
    at = part.end;
  }
  textUpTo(end);
  if (!segments.some((segment) => segment.kind === 'text' || segment.kind === 'tool-call')) {
    segments.push(sliceSegment(whole, path, end, end, 'text'));
  }
  return segments;
}

interface TaggedPart {
  readonly kind: SegmentKind;
  readonly start: number;
  readonly innerStart: number;
  readonly innerEnd: number;
  readonly end: number;
}

function taggedParts(whole: string, start: number, end: number): TaggedPart[] {
  const parts: TaggedPart[] = [];
  const text = start === 0 && end === whole.length ? whole : whole.slice(start, end);
  const mayHoldTags = text.includes('<') || text.startsWith('[THINK]') || text.startsWith('◁');
  if (!mayHoldTags) {
    return parts;
  }
  const unopened = unopenedReasoning(text);
  let at = 0;
  if (unopened !== null) {
    at = unopened + '</think>'.length;
    parts.push({ kind: 'reasoning', start: 0, innerStart: 0, innerEnd: unopened, end: at });
  }
  const first = text.search(/\S/);
  // Names whose closing tag does not follow any more, so that each is looked for once.
  const unclosed = new Set<string>();
  TAGGED.lastIndex = at;
  for (let match = TAGGED.exec(text); match !== null; match = TAGGED.exec(text)) {
    const name = (match[1] ?? match[2] ?? '').toLowerCase();
    const leading = match.index === first;
    // A tag in backticks is being talked about.
    const isBelieved = name === ANSWER ? follows(parts, text, match.index) : ANYWHERE.has(name) || leading;
    if (!isBelieved || text[match.index - 1] === '`' || unclosed.has(name)) {
      continue;
    }
    const innerStart = match.index + match[0].length;
    const close = new RegExp(CLOSINGS.get(name) ?? `</${name}>`, 'gi');
    close.lastIndex = innerStart;
    const closing = close.exec(text);
    if (closing === null) {
      if (!leading) {
        unclosed.add(name);
        continue;
      }
      parts.push({
        kind: kindOf(name),
        start: match.index,
        innerStart,
        innerEnd: text.length,
        end: text.length,
      });
      break;
    }
    const stop = closing.index + closing[0].length;
    parts.push({ kind: kindOf(name), start: match.index, innerStart, innerEnd: closing.index, end: stop });
    TAGGED.lastIndex = stop;
  }
  if (start === 0) {
    return parts;
  }
  return parts.map((part) => ({
    kind: part.kind,
    start: part.start + start,
    innerStart: part.innerStart + start,
    innerEnd: part.innerEnd + start,
    end: part.end + start,
  }));
}

/** Whether only space stands between a place and the tagged part before it. */
function follows(parts: readonly TaggedPart[], text: string, at: number): boolean {
  const last = parts.at(-1);
  return last !== undefined && last.kind === 'reasoning' && text.slice(last.end, at).trim() === '';
}

/** Where a `</think>` stands whose `<think>` was part of the prompt; null where there is none. */
function unopenedReasoning(text: string): number | null {
  const close = text.indexOf('</think>');
  if (close === -1 || text.lastIndexOf('<think>', close) !== -1 || text[close - 1] === '`') {
    return null;
  }
  const after = text[close + '</think>'.length];
  return after === undefined || after === '\n' ? close : null;
}

function kindOf(tag: string): SegmentKind {
  // The marks around a solution are no part of it, so that a rewrite leaves them.
  return tag === '<|begin_of_solution|>' || tag === ANSWER
    ? 'text'
    : tag === 'tool_call'
      ? 'tool-call'
      : 'reasoning';
}

function trimmed(text: string, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) {
    from += 1;
  }
  while (to > from && isSpace(text.charCodeAt(to - 1))) {
    to -= 1;
  }
  return [from, to];
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
