import type { LineSummary, PlacedAssessment, PlacedFinding } from './lineSummary.ts';

/** More different texts than this are not shared: a pool that grows with the dataset saves nothing. */
const MOST_TEXTS = 5000;

const NONE: readonly never[] = Object.freeze([]);

/**
 * Makes summaries small enough to keep for every line. A summary that comes from another thread brings its own copy of
 * every word; in a pool the words, and whole verdicts without findings, are kept once.
 */
export class SummaryPool {
  readonly #texts = new Map<string, string>();
  readonly #verdicts = new Map<string, readonly PlacedAssessment[]>();

  /** An equal summary that shares what it can with those before it. */
  share(summary: LineSummary): LineSummary {
    return {
      ...this.#words(summary),
      // Nearly every id is another, so that keeping them in the pool would only fill it.
      recordId: summary.recordId,
      assessments: this.#assessments(summary.assessments),
    };
  }

  #assessments(assessments: readonly PlacedAssessment[]): readonly PlacedAssessment[] {
    if (assessments.length === 0) return NONE;
    if (assessments.some(({ findings }) => findings.length > 0)) {
      return assessments.map((assessment) => ({
        ...this.#words(assessment),
        findings:
          assessment.findings.length === 0 ? NONE : assessment.findings.map((one) => this.#finding(one)),
      }));
    }
    const key = JSON.stringify(assessments);
    const shared = this.#verdicts.get(key);
    if (shared !== undefined) return shared;
    const verdicts = assessments.map((one) => ({ ...this.#words(one), findings: NONE }));
    if (this.#verdicts.size < MOST_TEXTS) this.#verdicts.set(key, verdicts);
    return verdicts;
  }

  #finding(finding: PlacedFinding): PlacedFinding {
    return {
      ...this.#words(finding),
      passages: finding.passages.length === 0 ? NONE : finding.passages.map((id) => this.#text(id)),
    };
  }

  /** A copy whose own texts are those of the pool. */
  #words<T extends object>(value: T): T {
    const copy = { ...value };
    for (const key of Object.keys(copy) as (keyof T)[]) {
      const word = copy[key];
      if (typeof word === 'string') copy[key] = this.#text(word) as T[keyof T] & string;
    }
    return copy;
  }

  #text(text: string): string {
    const shared = this.#texts.get(text);
    if (shared !== undefined) return shared;
    if (this.#texts.size < MOST_TEXTS) this.#texts.set(text, text);
    return text;
  }
}
