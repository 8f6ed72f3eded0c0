import { language } from '../../assess/language.ts';
import type { RewriteRequest } from '../strategy.ts';

export type CheckName =
  | 'conclusion-kept'
  | 'facts-kept'
  | 'no-new-claims'
  | 'length'
  | 'no-lecturing'
  | 'no-copying'
  | 'no-mention'
  | 'no-trace'
  | 'language-kept'
  | 'form-kept'
  | 'signature'
  | 'distinct';

/** A mark beside a proposal. Checks are aids: `warn` asks the curator to look, `fail` keeps a proposal out of bulk accepts. */
export interface CheckResult {
  readonly name: CheckName;
  readonly verdict: 'pass' | 'warn' | 'fail';
  /** One sentence for the curator. */
  readonly message: string;
  /** Where in the proposal's text, UTF-16 units, `end` exclusive; empty when it is about the whole. */
  readonly spans: readonly (readonly [start: number, end: number])[];
}

export interface CheckInput {
  readonly request: RewriteRequest;
  /** The proposal's text. */
  readonly text: string;
  /** True when the strategy was asked to change what the response does. */
  readonly conclusionMayChange: boolean;
}

/** A check says null where it has nothing to say: another language, another strategy. */
export type Check = (input: CheckInput) => CheckResult | null;

export function pass(name: CheckName, message: string): CheckResult {
  return { name, verdict: 'pass', message, spans: [] };
}

/** Whether cues in English can be looked for in both texts. */
export function isEnglish(input: CheckInput): boolean {
  return language(input.text) !== 'other' && language(input.request.target.original) !== 'other';
}

/** Everything that the proposal may draw facts from: the conversation, the original and what the curator asked for. */
export function knownText(request: RewriteRequest): string {
  const { transcript, response, target, instruction } = request;
  const turns = [...response.context, response.turn, ...response.after];
  return [
    ...transcript.system.map((segment) => segment.text),
    ...turns.flatMap((turn) => turn.segments.map((segment) => segment.text)),
    target.original,
    instruction ?? '',
  ].join('\n');
}

/** The spans at which a pattern (with the `g` flag) matches. */
export function spansOf(text: string, pattern: RegExp): (readonly [number, number])[] {
  return Array.from(text.matchAll(pattern), (match) => [match.index, match.index + match[0].length] as const);
}
