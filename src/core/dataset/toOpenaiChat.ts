import type { Segment, ToolDefinition, Transcript, Turn } from './transcript.ts';

/** A message of OpenAI's chat, with `reasoning_content` for reasoning. */
interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: ChatContent | null;
  readonly reasoning_content?: string;
  readonly tool_calls?: readonly ChatCall[];
  readonly tool_call_id?: string;
  readonly name?: string;
}

type ChatContent = string | readonly Part[];

/** Of an image the transcript knows no more than its type. */
type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly media_type: string };

interface ChatCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

/**
 * A transcript as a record of OpenAI's chat: system text, tools, tool calls and reasoning are kept. A pair becomes a
 * record of OpenAI's preference format, a document one with its `text`.
 */
export function toOpenaiChat(whole: Transcript): Readonly<Record<string, unknown>> {
  const transcript = withoutNotes(whole);
  const id = transcript.recordId === null ? {} : { id: transcript.recordId };
  if (transcript.document !== undefined) {
    const text = texts(transcript.turns.flatMap(({ segments }) => segments)).join('\n\n');
    const { title } = transcript.document;
    return { ...id, ...(title === null ? { type: 'document' } : { title }), text };
  }
  const calls = new CallIds();
  const system = systemMessages(transcript.system);
  const tools = transcript.tools.length === 0 ? {} : { tools: transcript.tools.map(toolOf) };
  const chosen = transcript.responses.find((response) => response.id === 'chosen');
  const rejected = transcript.responses.find((response) => response.id === 'rejected');
  if (chosen !== undefined && rejected !== undefined) {
    const context = chosen.context.flatMap((turn) => messagesOf(turn, calls));
    return {
      ...id,
      input: { messages: [...system, ...context], ...tools },
      preferred_output: [chosen.turn, ...chosen.after].flatMap((turn) => messagesOf(turn, calls)),
      non_preferred_output: [rejected.turn, ...rejected.after].flatMap((turn) => messagesOf(turn, calls)),
    };
  }
  return {
    ...id,
    messages: [...system, ...transcript.turns.flatMap((turn) => messagesOf(turn, calls))],
    ...tools,
  };
}

/**
 * A session's log without the lines that the program wrote for itself, such as a title for the session: the panel shows
 * them, but the model was not told them.
 */
function withoutNotes(transcript: Transcript): Transcript {
  if (transcript.shape !== 'agent-session') return transcript;
  const isNote = ({ kind }: Segment) => kind === 'other';
  return {
    ...transcript,
    system: transcript.system.filter((segment) => !isNote(segment)),
    turns: transcript.turns.filter(({ role, segments }) => role !== 'system' || !segments.every(isNote)),
  };
}

/** Names calls, and the results that answer them in the order in which they were made. */
class CallIds {
  #made = 0;
  #answered = 0;

  call(): string {
    return `call_${++this.#made}`;
  }

  /** Undefined for a result that nothing asked for. */
  answer(): string | undefined {
    return this.#answered < this.#made ? `call_${++this.#answered}` : undefined;
  }
}

function systemMessages(segments: readonly Segment[]): ChatMessage[] {
  const content = contentOf(texts(segments.filter((segment) => !isBookkeeping(segment))));
  return content === null ? [] : [{ role: 'system', content }];
}

function messagesOf(turn: Turn, calls: CallIds): ChatMessage[] {
  const kept = turn.segments.filter((segment) => !isBookkeeping(segment));
  if (kept.length === 0 && turn.segments.length > 0) return [];
  if (turn.role === 'assistant') return assistantMessages(kept, calls);
  if (turn.role === 'system') return systemMessages(kept);
  // A turn may hold both what a tool gave back and what somebody said; each run of one kind is a message.
  return runs(kept, turn.role === 'tool').flatMap(({ isResult, segments }): ChatMessage[] => {
    if (!isResult) return [{ role: 'user', content: contentOf(parts(segments)) ?? '' }];
    return segments.map((segment) => resultMessage(segment, calls));
  });
}

function resultMessage({ text, label }: Segment, calls: CallIds): ChatMessage {
  const id = calls.answer();
  return {
    role: 'tool',
    ...(id === undefined ? {} : { tool_call_id: id }),
    ...(label === undefined ? {} : { name: label }),
    content: text,
  };
}

/** What a log says about itself, such as `(progress)`, and nobody said in the chat. */
function isBookkeeping({ kind, origin }: Segment): boolean {
  return kind === 'other' && origin === null;
}

function runs(segments: readonly Segment[], fromTool: boolean) {
  const found: { readonly isResult: boolean; readonly segments: Segment[] }[] = [];
  for (const segment of segments) {
    const isResult = fromTool || segment.kind === 'tool-result';
    const last = found.at(-1);
    if (last?.isResult === isResult) last.segments.push(segment);
    else found.push({ isResult, segments: [segment] });
  }
  return found;
}

/** In one message reasoning stands first, then the text, then the calls; what comes in another order is several. */
function assistantMessages(segments: readonly Segment[], calls: CallIds): ChatMessage[] {
  const messages: ChatMessage[] = [];
  let reasoning: string[] = [];
  let said: Part[] = [];
  let made: ChatCall[] = [];
  const end = () => {
    if (reasoning.length + said.length + made.length === 0 && messages.length > 0) return;
    messages.push({
      role: 'assistant',
      ...(reasoning.length === 0 ? {} : { reasoning_content: reasoning.join('\n\n') }),
      content: contentOf(said) ?? (made.length > 0 ? null : ''),
      ...(made.length === 0 ? {} : { tool_calls: made }),
    });
    reasoning = [];
    said = [];
    made = [];
  };
  for (const segment of segments) {
    if (segment.kind === 'reasoning') {
      if (said.length + made.length > 0) end();
      reasoning.push(segment.text);
    } else if (segment.kind === 'tool-call') {
      const call = { name: segment.label ?? 'unknown', arguments: segment.text };
      made.push({ id: calls.call(), type: 'function', function: call });
    } else {
      if (made.length > 0) end();
      said.push(...parts([segment]));
    }
  }
  end();
  return messages;
}

function parts(segments: readonly Segment[]): Part[] {
  return segments.map(({ kind, text, label }) =>
    kind === 'image' ? { type: 'image', media_type: label ?? 'image' } : { type: 'text', text },
  );
}

function texts(segments: readonly Segment[]): string[] {
  return segments.map(({ text }) => text);
}

/** One text is a string, several are parts; null where there is nothing. */
function contentOf(said: readonly (Part | string)[]): ChatContent | null {
  const all = said.map((part): Part => (typeof part === 'string' ? { type: 'text', text: part } : part));
  const [first] = all;
  if (first === undefined) return null;
  return all.length === 1 && first.type === 'text' ? first.text : all;
}

function toolOf({ name, description, parameters }: ToolDefinition): object {
  return {
    type: 'function',
    function: {
      name,
      ...(description === '' ? {} : { description }),
      ...(parameters === '' ? {} : { parameters: parsedOr(parameters) }),
    },
  };
}

/** Parameters as they were given: JSON, or text that is none. */
function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
