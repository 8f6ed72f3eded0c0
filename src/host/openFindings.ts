import { textHash } from '../core/curation/keys.ts';
import { dismissalOf } from '../core/curation/state.ts';
import { responseText } from '../core/dataset/responseText.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { LineSummary, PlacedAssessment, PlacedFinding } from '../core/scan/lineSummary.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { DatasetModel } from './datasetModel.ts';
import type { Judgements } from './judgements.ts';
import { readLine } from './records.ts';

/** A finding that nobody dismissed, with the assessment it belongs to. */
export interface OpenFinding {
  readonly finding: PlacedFinding;
  readonly assessment: PlacedAssessment;
}

interface Identity {
  readonly key: string;
  readonly hashes: ReadonlyMap<ResponseId, string>;
}

/** Answers which findings of a line still stand, reading a record again only where the log has something to say. */
export class OpenFindings {
  readonly #logs: CurationLogs;
  readonly #judgements: Judgements;
  readonly #identities = new WeakMap<LineSummary, Identity>();

  constructor(logs: CurationLogs, judgements: Judgements) {
    this.#logs = logs;
    this.#judgements = judgements;
  }

  /** Only what is known already: a line that the scan has not come to has none yet. */
  of(model: DatasetModel, line: number): readonly OpenFinding[] {
    const summary = model.knownSummary(line);
    if (summary === null) return [];
    const assessments = [...summary.assessments, ...this.#judgements.placed(model, line)];
    const all = assessments.flatMap((assessment) =>
      assessment.findings.map((finding) => ({ finding, assessment })),
    );
    const { state } = this.#logs.for(model.uri);
    if (all.length === 0 || state.isEmpty) return all;
    const identity = this.#identity(model, line, summary);
    if (identity === null) return all;
    return all.filter(
      ({ finding, assessment }) =>
        dismissalOf(
          state.of(identity.key, assessment.response),
          finding,
          identity.hashes.get(assessment.response) ?? '',
        ) === null,
    );
  }

  #identity(model: DatasetModel, line: number, summary: LineSummary): Identity | null {
    const known = this.#identities.get(summary);
    if (known !== undefined) return known;
    const { record } = readLine(model, line);
    if (record === null) return null;
    const identity: Identity = {
      key: record.key,
      hashes: new Map(
        record.transcript.responses.map((response) => [response.id, textHash(responseText(response).text)]),
      ),
    };
    this.#identities.set(summary, identity);
    return identity;
  }
}
