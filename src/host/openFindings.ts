import type { Assessment, Finding } from '../core/assess/assessment.ts';
import { type CurationState, decisionStands, dismissalOf } from '../core/curation/state.ts';
import { isFlagged } from '../core/scan/lineSummary.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { DatasetModel } from './datasetModel.ts';
import type { Judgements } from './judgements.ts';
import { traitsOfLine } from './lineTraits.ts';

/** A finding that nobody dismissed, with the assessment it belongs to. */
export interface OpenFinding {
  readonly finding: Finding;
  readonly assessment: Assessment;
}

/** Answers which findings of a line still stand, reading a record again only where the log has something to say. */
export class OpenFindings {
  readonly #logs: CurationLogs;
  readonly #judgements: Judgements;
  readonly #dismissed = new WeakMap<CurationState, { read: number; readonly lines: Set<number> }>();

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
    const traits = traitsOfLine(model, line, summary);
    return all.filter(
      ({ finding, assessment }) =>
        dismissalOf(state.about(traits, assessment.response), finding, traits.hash(assessment.response)) ===
        null,
    );
  }

  /**
   * How many records are flagged: those that the scan counted, without the ones whose every fault a curator dismissed. A
   * dismissal is looked for where it was made, since going through a large dataset for each count would be felt.
   */
  flagged(model: DatasetModel): number {
    const { state } = this.#logs.for(model.uri);
    let { flagged } = model.counts;
    for (const line of this.#dismissedLines(state)) {
      const summary = model.knownSummary(line);
      if (summary === null || !isFlagged(summary)) continue;
      const stands = this.of(model, line).some(
        ({ finding, assessment }) => assessment.flag && finding.code !== 'admirable-reasoning',
      );
      if (!stands) flagged--;
    }
    return flagged;
  }

  /** Lines on which findings were dismissed, whether or not that holds; entries are only ever added to a log. */
  #dismissedLines(state: CurationState): ReadonlySet<number> {
    const known = this.#dismissed.get(state) ?? { read: 0, lines: new Set<number>() };
    this.#dismissed.set(state, known);
    for (; known.read < state.arrived.length; known.read++) {
      const entry = state.arrived[known.read];
      if (entry?.type === 'dismiss') known.lines.add(entry.record.line - 1);
    }
    return known.lines;
  }

  /** Whether a curator still has to look: a flagged response with a finding that stands, and nothing decided about it. */
  needAttention(model: DatasetModel, line: number): boolean {
    const flagged = this.of(model, line).filter(({ assessment }) => assessment.flag);
    if (flagged.length === 0) return false;
    const { state } = this.#logs.for(model.uri);
    const summary = model.knownSummary(line);
    if (state.isEmpty || summary === null) return true;
    const traits = traitsOfLine(model, line, summary);
    return flagged.some(({ assessment }) => {
      const curation = state.about(traits, assessment.response);
      return curation.status === 'rejected' || !decisionStands(curation, traits.hash(assessment.response));
    });
  }
}
