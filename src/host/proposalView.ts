import type { Assessment, Finding } from '../core/assess/assessment.ts';
import { findingSentence } from '../core/assess/findingSentences.ts';
import { FINDING_TITLES } from '../core/assess/titles.ts';
import { revertChanges, type TextChange, withChanges } from '../core/dataset/changes.ts';
import { stands } from '../core/dataset/editTarget.ts';
import type { PartResult } from '../core/rewrite/checks/checksFor.ts';
import { CHECK_TITLES } from '../core/rewrite/checks/titles.ts';
import { type LeftChanges, type MixedText, mixedTexts } from '../core/rewrite/mixture.ts';
import type { Proposal } from '../core/rewrite/proposal.ts';
import { strategyNamed } from '../core/rewrite/strategies.ts';
import { summariseLine } from '../core/scan/lineSummary.ts';
import { t } from '../core/text/translate.ts';
import type { FindingChangeView, ProposalPartView, ProposalView } from '../protocol/proposals.ts';
import type { OpenRecord } from './records.ts';

/** A proposal's texts as an accept would write them, and the record's line with them in place. */
export interface PlacedProposal {
  readonly proposal: Proposal;
  /** Empty while pending and when failed. */
  readonly texts: readonly MixedText[];
  /** Null where the record is no longer the text that the proposal was made for. */
  readonly line: string | null;
}

/** A proposal beside the record as it stands now, with the changes that the curator left out. */
export function placeProposal(record: OpenRecord, proposal: Proposal, left: LeftChanges): PlacedProposal {
  const whole = proposal.state !== 'pending' && proposal.state !== 'failed';
  const texts = whole ? mixedTexts(proposal, left) : [];
  const line = whole && fits(record, proposal) ? withChanges(record.text, changesOf(texts)) : null;
  return { proposal, texts, line };
}

/** Whether the texts that a proposal was made for still stand in the record. */
export function fits({ transcript }: OpenRecord, { target, reasoning }: Proposal): boolean {
  return stands(transcript, target) && (reasoning === undefined || stands(transcript, reasoning.target));
}

/** The changes of a record's texts that accepting these would make. */
export function changesOf(texts: readonly MixedText[]): readonly TextChange[] {
  return texts.map(({ target: { origin, original: before }, text: after }) => ({ origin, before, after }));
}

/**
 * Whether a proposal was made for the text that an accepted rewrite has since replaced: an alternative that was passed over,
 * which fits again when the accept is taken back.
 */
export function isPassedOver(
  record: OpenRecord,
  proposal: Proposal,
  accepted: readonly TextChange[],
): boolean {
  if (accepted.length === 0 || revertChanges(record.text, accepted) === null) return false;
  return accepted.some(
    ({ origin, before }) =>
      before === proposal.target.original &&
      origin.start === proposal.target.origin.start &&
      JSON.stringify(origin.path) === JSON.stringify(proposal.target.origin.path),
  );
}

/** A proposal as the panel shows it; where the record is no longer the text it was made for, it shows as stale. */
export function proposalView(
  record: OpenRecord,
  { proposal, texts, line }: PlacedProposal,
  checks: readonly PartResult[],
): ProposalView {
  const { provenance, target, reasoning } = proposal;
  // Only shown, not kept: an undo of the change makes the rewrite fit again.
  const { state, problem } =
    line === null && proposal.state === 'ready'
      ? ({ state: 'stale', problem: changed() } as const)
      : proposal;
  const after = line === null ? null : assessmentWith(record, proposal, line);
  const before = record.assessments.find(({ response }) => response === target.response) ?? null;
  const parts: readonly ProposalPartView[] =
    texts.length > 0
      ? texts.map(partView)
      : [
          ...(reasoning === undefined
            ? []
            : [{ name: 'reasoning' as const, text: reasoning.text, sentences: [] }]),
          { name: 'answer' as const, text: proposal.text, sentences: [] },
        ];
  return {
    id: proposal.id,
    ask: proposal.ask ?? null,
    response: target.response,
    state,
    parts,
    assessment: after,
    fixes:
      after === null ? [] : without(before?.findings ?? [], after.findings).filter(({ merit }) => !merit),
    brings: after === null ? [] : without(after.findings, before?.findings ?? []),
    checks: checks.map(({ name, part, verdict, message }) => ({
      name,
      part,
      title: CHECK_TITLES[name],
      verdict,
      message,
    })),
    model: provenance.model,
    strategy: strategyNamed(provenance.strategy)?.title ?? provenance.strategy,
    promptVersion: provenance.promptVersion,
    injected: provenance.injected?.length ?? 0,
    instruction: provenance.instruction,
    usage: provenance.usage,
    costUsd: provenance.costUsd,
    note: proposal.note ?? null,
    problem,
  };
}

const changed = () =>
  t(
    'The response was changed after this rewrite was made for it. Undo that change, or ask for a new rewrite.',
  );

function partView({ name, text, sentences, taken }: MixedText): ProposalPartView {
  return {
    name,
    text,
    sentences: sentences.map((part) =>
      part.kind === 'same'
        ? part
        : {
            kind: part.kind,
            index: part.index,
            before: part.before,
            words: part.words,
            taken: taken.has(part.index),
          },
    ),
  };
}

/** The findings of `all` whose code `others` do not have. */
function without(all: readonly Finding[], others: readonly Finding[]): readonly FindingChangeView[] {
  const seen = new Set(others.map(({ code }) => code));
  return all
    .filter(({ code }) => !seen.has(code) && seen.add(code))
    .map(({ code, message }) => ({
      code,
      title: FINDING_TITLES[code],
      message: findingSentence(message),
      merit: code === 'admirable-reasoning',
    }));
}

/** The panel is sent its state again and again; a line is assessed once. */
const assessed = new WeakMap<Proposal, { readonly line: string; readonly assessment: Assessment | null }>();

/** What the rubric says of the record with the proposal in place. */
function assessmentWith(record: OpenRecord, proposal: Proposal, line: string): Assessment | null {
  const known = assessed.get(proposal);
  if (known?.line === line) return known.assessment;
  const { assessments } = summariseLine(line, record.model.options);
  const assessment = assessments.find(({ response }) => response === proposal.target.response) ?? null;
  assessed.set(proposal, { line, assessment });
  return assessment;
}
