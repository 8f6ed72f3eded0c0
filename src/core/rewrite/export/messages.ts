import type { Segment, Transcript, Turn } from '../../dataset/transcript.ts';
import { t } from '../../text/translate.ts';
import type { PreferencePair } from './pair.ts';

/** A message as chat fine-tuning formats have it. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string | null;
  readonly tool_calls?: readonly ToolCall[];
  readonly tool_call_id?: string;
}

interface ToolCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

/** A pair as messages, or why it cannot be one. */
export type PairMessages =
  | {
      readonly ok: true;
      readonly prompt: readonly ChatMessage[];
      readonly chosen: ChatMessage;
      readonly rejected: ChatMessage;
      readonly tools: readonly unknown[];
    }
  | { readonly ok: false; readonly problem: string };

export function pairMessages(pair: PreferencePair): PairMessages {
  const { transcript, response } = pair;
  const everything = [
    ...transcript.system,
    ...response.context.flatMap((turn) => turn.segments),
    ...response.turn.segments,
  ];
  const unfit = everything.find(({ kind }) => kind === 'image' || kind === 'other');
  if (unfit !== undefined) {
    return {
      ok: false,
      problem:
        unfit.kind === 'image'
          ? t('The record holds an image, which the format cannot take.')
          : t(
              'The record holds a block of the kind “{0}”, which the format cannot take.',
              unfit.label ?? 'unknown',
            ),
    };
  }
  if (transcript.document !== undefined || response.context.length === 0) {
    return {
      ok: false,
      problem: t('Nothing stands before the response that it could answer, so it makes no pair.'),
    };
  }
  const ids = new CallIds();
  const prompt: ChatMessage[] =
    transcript.system.length > 0 ? [{ role: 'system', content: textOf(transcript.system) }] : [];
  for (const turn of response.context) {
    prompt.push(...turnMessages(turn, ids));
  }
  // The same calls stand in both answers, so they have the same ids there.
  const before = ids.used;
  const chosen = assistantMessage(pair.chosen, ids, reasoningDiffers(pair));
  const rejected = assistantMessage(pair.rejected, new CallIds(before), reasoningDiffers(pair));
  return { ok: true, prompt, chosen, rejected, tools: toolsOf(transcript) };
}

/** Gives ids to tool calls, which the normal form has not, and to results the id of the call that they answer. */
class CallIds {
  used: number;
  readonly #open: string[] = [];

  constructor(used = 0) {
    this.used = used;
  }

  call(): string {
    this.used++;
    const id = `call_${this.used}`;
    this.#open.push(id);
    return id;
  }

  /** Results come in the order of the calls. */
  result(): string {
    return this.#open.shift() ?? `call_${this.used}`;
  }
}

function turnMessages(turn: Turn, ids: CallIds): readonly ChatMessage[] {
  if (turn.role === 'assistant') {
    return [assistantMessage(turn.segments, ids, false)];
  }
  const results = turn.segments.filter(({ kind }) => kind === 'tool-result' || turn.role === 'tool');
  const rest = turn.segments.filter((segment) => !results.includes(segment));
  return [
    ...results.map(
      (segment): ChatMessage => ({ role: 'tool', content: segment.text, tool_call_id: ids.result() }),
    ),
    ...(rest.length > 0 ? [{ role: turn.role, content: textOf(rest) } as const] : []),
  ];
}

/** Reasoning is left out, as chat templates do, except where it is what the pair is about. */
function assistantMessage(segments: readonly Segment[], ids: CallIds, withReasoning: boolean): ChatMessage {
  const reasoning = withReasoning ? textOf(segments.filter(({ kind }) => kind === 'reasoning')) : '';
  const text = textOf(segments.filter(({ kind }) => kind === 'text'));
  const content = reasoning === '' ? text : `<think>\n${reasoning}\n</think>\n\n${text}`;
  const calls = segments
    .filter(({ kind }) => kind === 'tool-call')
    .map(
      (segment): ToolCall => ({
        id: ids.call(),
        type: 'function',
        function: { name: segment.label ?? 'unknown', arguments: segment.text },
      }),
    );
  return calls.length === 0
    ? { role: 'assistant', content }
    : { role: 'assistant', content: content === '' ? null : content, tool_calls: calls };
}

function reasoningDiffers(pair: PreferencePair): boolean {
  const reasoning = (segments: readonly Segment[]) =>
    textOf(segments.filter(({ kind }) => kind === 'reasoning'));
  return reasoning(pair.chosen) !== reasoning(pair.rejected);
}

function textOf(segments: readonly Segment[]): string {
  return segments.map(({ text }) => text).join('\n\n');
}

function toolsOf(transcript: Transcript): readonly unknown[] {
  return transcript.tools.map(({ name, description, parameters }) => ({
    type: 'function',
    function: { name, description, parameters: parametersOf(parameters) },
  }));
}

function parametersOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { type: 'object', properties: {} };
  }
}
