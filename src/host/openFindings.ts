import { decisionStands, dismissalOf, type RecordTraits } from '../core/curation/state.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { LineSummary, PlacedAssessment, PlacedFinding } from '../core/scan/lineSummary.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { DatasetModel } from './datasetModel.ts';
import type { Judgements } from './judgements.ts';
import { readLine, responseHash, traitsOf } from './records.ts';

/** A finding that nobody dismissed, with the assessment it belongs to. */
export interface OpenFinding {
  readonly finding: PlacedFinding;
  readonly assessment: PlacedAssessment;
}

/** Answers which findings of a line still stand, reading a record again only where the log has something to say. */
export class OpenFindings {
  readonly #logs: CurationLogs;
  readonly #judgements: Judgements;
  readonly #identities = new WeakMap<LineSummary, RecordTraits>();

  constructor(logs: CurationLogs, judgements: Judgements) {
    this.#logs = logs;
    this.#judgements = judgements;
  }

  /** Only what is known already: a line that the scan has not come to has none yet. */
  of(model: DatasetModel, line: number): readonly OpenFinding[] {
    const summary = model.knownSummary(line);
    if (summary === null) return [];
    const assessments = [...summary.assessments, ...this.#judgements.placed(model, line)].filter(
      // That a rejected response is bad is why it was rejected; the panel shows its findings, the text does not.
      ({ response }) => response !== 'rejected',
    );
    const all = assessments.flatMap((assessment) =>
      assessment.findings.map((finding) => ({ finding, assessment })),
    );
    const { state } = this.#logs.for(model.uri);
    if (all.length === 0 || !state.hasDismissals) return all;
    const traits = this.#traits(model, line, summary);
    if (traits === null) return all;
    return all.filter(
      ({ finding, assessment }) =>
        dismissalOf(state.about(traits, assessment.response), finding, traits.hash(assessment.response)) ===
        null,
    );
  }

  /** Whether a curator still has to look: a flagged response with a finding that stands, and nothing decided about it. */
  needAttention(model: DatasetModel, line: number): boolean {
    const flagged = this.of(model, line).filter(({ assessment }) => assessment.flag);
    if (flagged.length === 0) return false;
    const { state } = this.#logs.for(model.uri);
    const summary = model.knownSummary(line);
    if (state.isEmpty || summary === null) return true;
    const traits = this.#traits(model, line, summary);
    if (traits === null) return true;
    return flagged.some(({ assessment }) => {
      const curation = state.about(traits, assessment.response);
      return curation.status === 'rejected' || !decisionStands(curation, traits.hash(assessment.response));
    });
  }

  #traits(model: DatasetModel, line: number, summary: LineSummary): RecordTraits | null {
    const known = this.#identities.get(summary);
    if (known !== undefined) return known;
    const { record } = readLine(model, line);
    if (record === null) return null;
    const hashes = new Map(
      record.transcript.responses.map((response) => [response.id, responseHash(response)] as const),
    );
    const traits = withoutTexts(traitsOf(record), hashes);
    this.#identities.set(summary, traits);
    return traits;
  }
}

/** The same traits, found out now, so that keeping them does not keep the record's texts. */
function withoutTexts(traits: RecordTraits, hashes: ReadonlyMap<ResponseId, string>): RecordTraits {
  const { idKey, idIsUnique, line } = traits;
  const context = traits.contextKey();
  return { idKey, idIsUnique, line, contextKey: () => context, hash: (id) => hashes.get(id) ?? '' };
}
