import { type EditTarget, editTarget } from '../dataset/editTarget.ts';
import type { Response } from '../dataset/transcript.ts';
import { t } from '../text/translate.ts';

/** What of a response a rewrite replaces: its visible answer, its reasoning segment, or both in one accept. */
export const REWRITE_SEGMENTS = ['answer', 'reasoning', 'both'] as const;
export type RewriteSegment = (typeof REWRITE_SEGMENTS)[number];

/** The texts that a rewrite replaces, as they stand now. */
export interface RewriteTargets {
  /** The visible answer; the reasoning where only that is rewritten. */
  readonly target: EditTarget;
  /** The reasoning, where it is rewritten together with the answer. */
  readonly reasoning: EditTarget | null;
  /** What the curator should know, as a sentence: that a wish could not be met in full. */
  readonly note: string | null;
}

export type TargetsReading =
  | { readonly ok: true; readonly targets: RewriteTargets }
  | { readonly ok: false; readonly problem: string };

/** Reads a value of the setting; anything else is the answer. */
export function rewriteSegment(value: unknown): RewriteSegment {
  return REWRITE_SEGMENTS.find((segment) => segment === value) ?? 'answer';
}

/** What a rewrite of `segment` replaces in a response, or why it cannot, as a sentence for the curator. */
export function targetsOf(response: Response, segment: RewriteSegment): TargetsReading {
  const answer = editTarget(response);
  const reasoning = reasoningTarget(response);
  if (segment === 'reasoning') {
    return reasoning === null
      ? {
          ok: false,
          problem: t(
            'This response has no reasoning segment (a thinking block or <think>), and only reasoning is to be rewritten here. Choose “The answer” with “Choose What Rewrites Change…”, or go to another record.',
          ),
        }
      : { ok: true, targets: { target: reasoning, reasoning: null, note: null } };
  }
  if (segment === 'both' && reasoning !== null) {
    return answer === null
      ? {
          ok: true,
          targets: {
            target: reasoning,
            reasoning: null,
            note: t('This response has no answer in words, so only its reasoning is rewritten.'),
          },
        }
      : { ok: true, targets: { target: answer, reasoning, note: null } };
  }
  return answer === null
    ? { ok: false, problem: t('This response has no text that a rewrite could replace.') }
    : {
        ok: true,
        targets: {
          target: answer,
          reasoning: null,
          note:
            segment === 'both'
              ? t('This response has no reasoning segment, so only its answer is rewritten.')
              : null,
        },
      };
}

/** The reasoning that a rewrite replaces: the last that is not blank, else the last at all; null when there is none. */
export function reasoningTarget(response: Response): EditTarget | null {
  const found = response.turn.segments.filter(({ kind, origin }) => kind === 'reasoning' && origin !== null);
  const segment = found.findLast(({ text }) => text.trim() !== '') ?? found.at(-1);
  return segment === undefined || segment.origin === null
    ? null
    : { response: response.id, origin: segment.origin, original: segment.text };
}
