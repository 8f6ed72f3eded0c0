import type { Proposal, ProposalTarget } from './proposal.ts';
import { assemble, type SentencePart, sentenceDiff } from './sentenceDiff.ts';

export type PartName = 'answer' | 'reasoning';

/** Changes of a proposal that the curator left out, by text; the others are taken. */
export type LeftChanges = Readonly<Record<PartName, readonly number[]>>;

export const NONE_LEFT: LeftChanges = { answer: [], reasoning: [] };

/** One text of a proposal beside the original, and what an accept would write. */
export interface MixedText {
  readonly name: PartName;
  readonly target: ProposalTarget;
  /** As the model wrote it. */
  readonly whole: string;
  /** The rewrite with the changes that were left out as the original has them. */
  readonly text: string;
  readonly sentences: readonly SentencePart[];
  /** The changes in `text`, by index. */
  readonly taken: ReadonlySet<number>;
}

/** A whole proposal never changes, and comparing long texts takes a while. */
const sentencesOf = new WeakMap<Proposal, Map<PartName, readonly SentencePart[]>>();

/** The texts of a whole proposal, the reasoning first as it stands in the record. */
export function mixedTexts(proposal: Proposal, left: LeftChanges = NONE_LEFT): readonly MixedText[] {
  const { reasoning, target, text } = proposal;
  return [
    ...(reasoning === undefined
      ? []
      : [mixed(proposal, 'reasoning', reasoning.target, reasoning.text, left.reasoning)]),
    mixed(proposal, 'answer', target, text, left.answer),
  ];
}

/** Whether an accept writes what the model wrote, word for word. */
export function isWhole(texts: readonly MixedText[]): boolean {
  return texts.every(({ whole, text }) => whole === text);
}

/** Leaves one change out or takes it in; all of one text's where `index` is null. */
export function withChange(
  proposal: Proposal,
  left: LeftChanges,
  part: PartName,
  index: number | null,
  taken: boolean,
): LeftChanges {
  const all = mixedTexts(proposal)
    .filter(({ name }) => name === part)
    .flatMap(({ sentences }) => sentences.flatMap((each) => (each.kind === 'change' ? [each.index] : [])));
  const asked = new Set(index === null ? all : all.filter((each) => each === index));
  const before = new Set(left[part]);
  return { ...left, [part]: all.filter((each) => (asked.has(each) ? !taken : before.has(each))) };
}

function mixed(
  proposal: Proposal,
  name: PartName,
  target: ProposalTarget,
  whole: string,
  left: readonly number[],
): MixedText {
  const kept = sentencesOf.get(proposal) ?? new Map<PartName, readonly SentencePart[]>();
  sentencesOf.set(proposal, kept);
  const sentences = kept.get(name) ?? sentenceDiff(target.original, whole);
  kept.set(name, sentences);
  const taken = new Set(
    sentences.flatMap((each) => (each.kind === 'change' && !left.includes(each.index) ? [each.index] : [])),
  );
  return { name, target, whole, text: assemble(sentences, taken), sentences, taken };
}
