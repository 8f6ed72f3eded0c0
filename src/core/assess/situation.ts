import { responseText } from '../dataset/responseText.ts';
import type { Response, Segment, Transcript, Turn } from '../dataset/transcript.ts';
import { type Profile, profile } from './profile.ts';

/** The parts of a transcript that bear on one response, each scanned once. */
export interface Situation {
  /** The user's last words before the response. */
  readonly request: Profile;
  /** The user's earlier words. */
  readonly background: Profile;
  /** System text, and what tools returned. */
  readonly setting: Profile;
  /** The calls made since the user's last words, and those of the response itself. */
  readonly actions: Profile;
  readonly answer: Profile;
  readonly calls: number;
  readonly hasTools: boolean;
  readonly hasSystem: boolean;
  readonly userTurns: number;
  /** Where the visible answer begins in the answer's text, after reasoning blocks; 0 without any. */
  readonly visibleFrom: number;
}

const THOUGHT_END = '</think';
const REQUEST_CAP = 2400;
const TURN_CAP = 900;
const BACKGROUND_CAP = 3000;
const ANSWER_CAP = 5000;

/** Long texts are read at both ends, where the point of a request and the conclusion of an answer stand. */
export function clip(text: string, cap: number): string {
  if (text.length <= cap) return text;
  const head = Math.floor(cap * 0.7);
  return `${text.slice(0, head)}\n${text.slice(text.length - (cap - head))}`;
}

function words(segments: readonly Segment[]): string {
  let out = '';
  for (const s of segments)
    if (s.kind === 'text' || s.kind === 'reasoning') out += out === '' ? s.text : `\n${s.text}`;
  return out;
}

function callText(segment: Segment): string {
  return `${segment.label ?? ''} ${segment.text}`.replace(/[_{}"\\]+/g, ' ');
}

/**
 * System text without its JSON: the schemas of functions name transfers, users and deletions in every transcript,
 * whatever is asked. Braces that never close are left as they are.
 */
export function withoutSchemas(text: string): string {
  if (!text.includes('{')) return text;
  let out = '';
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 123) {
      if (depth === 0) {
        out += text.slice(from, i);
        from = i;
      }
      depth++;
    } else if (c === 125 && depth > 0) {
      depth--;
      if (depth === 0) {
        const block = text.slice(from, i + 1);
        if (!block.includes('"')) out += block;
        from = i + 1;
      }
    }
  }
  return out + text.slice(from);
}

export interface SituationTexts {
  readonly request: string;
  readonly background: string;
  readonly setting: string;
  readonly actions: string;
  readonly answer: string;
  readonly calls: number;
  readonly hasTools: boolean;
  readonly hasSystem: boolean;
  readonly userTurns: number;
}

/** The same parts as plain text, clipped. */
export function situationTexts(transcript: Transcript, response: Response): SituationTexts {
  const { context, turn } = response;
  let last = -1;
  for (let i = context.length - 1; i >= 0; i--) {
    if (context[i]?.role === 'user') {
      last = i;
      break;
    }
  }
  const lastUser: Turn | undefined = context[last];
  const request = lastUser ? clip(words(lastUser.segments), REQUEST_CAP) : '';
  let background = '';
  let setting = withoutSchemas(words(transcript.system));
  let userTurns = lastUser ? 1 : 0;
  let actions = '';
  let calls = 0;
  context.forEach((t, i) => {
    if (t.role === 'user') {
      if (i !== last) {
        userTurns++;
        background += `\n${clip(words(t.segments), TURN_CAP)}`;
      }
      return;
    }
    for (const s of t.segments) {
      if (s.kind === 'tool-result' || t.role === 'tool') setting += `\n${clip(s.text, TURN_CAP)}`;
      else if (t.role === 'system' && s.kind === 'text') setting += `\n${withoutSchemas(s.text)}`;
      else if (s.kind === 'tool-call' && i > last) {
        calls++;
        actions += `${callText(s)}\n`;
      }
    }
  });
  for (const s of turn.segments) {
    if (s.kind === 'tool-call') {
      calls++;
      actions += `${callText(s)}\n`;
    }
  }
  return {
    request,
    background: clip(background, BACKGROUND_CAP),
    setting: clip(setting, BACKGROUND_CAP),
    actions: clip(actions, REQUEST_CAP),
    answer: responseText(response).text,
    calls,
    hasTools: transcript.tools.length > 0 || calls > 0,
    hasSystem: transcript.system.length > 0,
    userTurns,
  };
}

/**
 * A situation that scans the request at once, the actions and the answer when they are first asked for. A class, because
 * an object with getters of its own is a kind of its own to the engine, which is kept after the object is gone.
 */
class ReadSituation implements Situation {
  readonly request: Profile;
  readonly background: Profile;
  readonly setting: Profile;
  readonly calls: number;
  readonly hasTools: boolean;
  readonly hasSystem: boolean;
  readonly userTurns: number;
  readonly visibleFrom: number;
  readonly #texts: SituationTexts;
  readonly #read: (text: string) => Profile;
  #actions: Profile | null = null;
  #answer: Profile | null = null;

  constructor(texts: SituationTexts, read: (text: string) => Profile) {
    this.request = read(texts.request);
    this.background = read(texts.background);
    this.setting = read(texts.setting);
    this.calls = texts.calls;
    this.hasTools = texts.hasTools;
    this.hasSystem = texts.hasSystem;
    this.userTurns = texts.userTurns;
    // A search from the front is much the faster one, and nearly always finds nothing.
    this.visibleFrom = texts.answer.includes(THOUGHT_END) ? texts.answer.lastIndexOf(THOUGHT_END) : 0;
    this.#texts = texts;
    this.#read = read;
  }

  get actions(): Profile {
    this.#actions ??= this.#read(this.#texts.actions);
    return this.#actions;
  }

  get answer(): Profile {
    this.#answer ??= this.#read(this.#texts.answer.slice(0, ANSWER_CAP));
    return this.#answer;
  }
}

/** @param read gives a text's profile */
export function situation(
  transcript: Transcript,
  response: Response,
  read: (text: string) => Profile = profile,
): Situation {
  return new ReadSituation(situationTexts(transcript, response), read);
}
