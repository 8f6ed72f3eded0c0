import type { ResponseId } from '../core/dataset/transcript.ts';
import { UserError } from '../core/errors.ts';
import type { MixedText, PartName } from '../core/rewrite/mixture.ts';
import type { Proposal, ProposalTarget } from '../core/rewrite/proposal.ts';
import { type RewriteSegment, targetsOf } from '../core/rewrite/targets.ts';
import { t } from '../core/text/translate.ts';
import { markOf, type RecordMark } from './proposalStore.ts';
import { type OpenRecord, responseOf } from './records.ts';

/** Text that the curator is writing, and what it would replace. */
export interface Draft extends RecordMark {
  readonly target: ProposalTarget;
  /** The proposal that was the starting point, kept for where the text came from; null when there was none. */
  readonly proposal: Proposal | null;
  readonly text: string;
  /** The reasoning, where it is written together with the answer. */
  readonly reasoning?: { readonly target: ProposalTarget; readonly text: string } | undefined;
}

/** New texts for a draft; those that are absent stay. */
export type DraftTexts = Readonly<Partial<Record<PartName, string | undefined>>>;

type Begun = Pick<MixedText, 'name' | 'target' | 'text'>;

/** Names one draft for as long as it lasts: its record and response as they were when it was begun. */
export function draftKey({ record, hash, line, target }: Draft): string {
  return [target.response, line, hash, record].join(' ');
}

const ACCEPT = 'draft';

/** The argument by which the panel, which has the latest text, tells the command that accepts which draft it is of. */
export function acceptOf(draft: string): string {
  return `${ACCEPT} ${draft}`;
}

/** The draft that an accept's argument names: `open` where it only says that it is the open record's; null for no draft. */
export function draftAccepted(argument: unknown, open: string | null): string | null {
  if (argument === ACCEPT) return open ?? '';
  return typeof argument === 'string' && argument.startsWith(`${ACCEPT} `)
    ? argument.slice(ACCEPT.length + 1)
    : null;
}

/**
 * The texts of a response that a rewrite by hand begins with: those that rewrites replace, as they stand.
 * @throws UserError when there is none.
 */
export function originalsOf(record: OpenRecord, id: ResponseId, segment: RewriteSegment): readonly Begun[] {
  const reading = targetsOf(responseOf(record, id), segment);
  if (!reading.ok) throw new UserError(reading.problem);
  const { target, reasoning } = reading.targets;
  return [
    ...(reasoning === null
      ? []
      : [{ name: 'reasoning' as const, target: reasoning, text: reasoning.original }]),
    { name: 'answer', target, text: target.original },
  ];
}

/** A draft that begins with `begun`, or with other `texts` in their place. */
export function beginDraft(
  record: OpenRecord,
  proposal: Proposal | null,
  begun: readonly Begun[],
  texts: DraftTexts,
): Draft {
  const answer = begun.find(({ name }) => name === 'answer');
  const reasoning = begun.find(({ name }) => name === 'reasoning');
  if (answer === undefined) throw new UserError(t('This response has no text that could be replaced.'));
  return {
    ...markOf(record, answer.target.response),
    target: answer.target,
    proposal,
    text: texts.answer ?? answer.text,
    ...(reasoning === undefined
      ? {}
      : { reasoning: { target: reasoning.target, text: texts.reasoning ?? reasoning.text } }),
  };
}

/** The draft with other texts. */
export function typedInto(draft: Draft, text: string | undefined, thought: string | undefined): Draft {
  const { reasoning } = draft;
  return {
    ...draft,
    text: text ?? draft.text,
    ...(reasoning === undefined ? {} : { reasoning: { ...reasoning, text: thought ?? reasoning.text } }),
  };
}
