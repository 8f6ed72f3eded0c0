import type { Assessment, FindingCode } from '../../core/assess/assessment.ts';
import { disagreementOf } from '../../core/curation/readers.ts';
import { factsOf, type RecordFacts } from '../../core/curation/recordFacts.ts';
import {
  type CurationState,
  openFindings,
  type RecordTraits,
  type ResponseCuration,
  readyProposals,
} from '../../core/curation/state.ts';
import type { Response, ResponseId } from '../../core/dataset/transcript.ts';
import type { LineSummary } from '../../core/scan/lineSummary.ts';
import type { DatasetModel } from '../datasetModel.ts';
import type { Judgements } from '../judgements.ts';
import { traitsOfLine } from '../lineTraits.ts';
import { type OpenRecord, readLine } from '../records.ts';

/** What it takes to answer a filter about lines of a dataset. */
export interface FactServices {
  readonly model: DatasetModel;
  readonly state: CurationState;
  readonly judgements: Judgements;
  /** Ids of the passages that bear on a response. */
  readonly passages: (record: OpenRecord, response: Response) => readonly string[];
}

/**
 * The facts of the response of a line that counts: the last one, the chosen one of a preference. They are found out as they
 * are asked for: a line's summary answers most questions, and its record is read only for the others.
 */
export class LineFacts implements RecordFacts {
  readonly line: number;
  /** Null where the response was not assessed. */
  readonly assessment: Assessment | null;
  readonly shape: string;
  readonly #services: FactServices;
  readonly #summary: LineSummary;
  readonly #id: ResponseId;
  #curation: ResponseCuration | null | undefined;
  #whole: RecordFacts | null | undefined;

  constructor(services: FactServices, line: number, summary: LineSummary) {
    this.#services = services;
    this.#summary = summary;
    this.line = line;
    this.assessment = summary.assessments.find(({ response }) => response !== 'rejected') ?? null;
    this.shape = summary.shape ?? '';
    this.#id = this.assessment?.response ?? 'last';
  }

  get status() {
    return this.#log?.status ?? 'undecided';
  }

  get flagged(): boolean {
    if (this.assessment?.flag !== true) return false;
    // A flag stands while a fault behind it does.
    return !this.#hasDismissals || this.#open.some(({ code }) => code !== 'admirable-reasoning');
  }

  get ready(): boolean {
    const log = this.#log;
    return (
      log !== null && log.proposals.length > 0 && readyProposals(log, this.#traits.hash(this.#id)).length > 0
    );
  }

  get noted(): boolean {
    return (this.#log?.notes.length ?? 0) > 0;
  }

  get exemplar(): boolean {
    return this.#log?.exemplar ?? false;
  }

  get disagreement(): boolean {
    const log = this.#log;
    if (log !== null && disagreementOf(log) !== null) return true;
    const { judgements, model } = this.#services;
    const judged = judgements.placed(model, this.line).find(({ response }) => response === this.#id);
    return judged !== undefined && judged.flag !== this.assessment?.flag;
  }

  get assigned(): readonly string[] {
    return this.#log?.assigned.map(({ to }) => to) ?? [];
  }

  get codes(): readonly string[] {
    return this.#open.map(({ code }) => code);
  }

  get stakes(): string | null {
    return this.#verdict?.stakes ?? null;
  }

  get holder(): string | null {
    return this.#verdict?.holder ?? null;
  }

  get reasoning(): string | null {
    return this.#verdict?.reasoning ?? null;
  }

  get tools(): boolean {
    return this.#read?.tools ?? false;
  }

  readonly passages = (): readonly string[] => this.#read?.passages() ?? [];
  readonly prompt = (): string => this.#read?.prompt() ?? '';
  readonly response = (): string => this.#read?.response() ?? '';

  get #verdict(): Assessment | null {
    return this.assessment?.notAssessed === undefined ? this.assessment : null;
  }

  /** What the log says of the response; null where it says nothing of any. */
  get #log(): ResponseCuration | null {
    const { state } = this.#services;
    if (state.isEmpty) return null;
    this.#curation ??= state.about(this.#traits, this.#id);
    return this.#curation;
  }

  get #hasDismissals(): boolean {
    return this.#services.state.hasDismissals && (this.#log?.dismissals.length ?? 0) > 0;
  }

  get #open(): readonly { readonly code: FindingCode }[] {
    const findings = this.assessment?.findings ?? [];
    const log = this.#log;
    return log === null || !this.#hasDismissals
      ? findings
      : openFindings(log, findings, this.#traits.hash(this.#id));
  }

  /** What only the record itself can tell. */
  get #read(): RecordFacts | null {
    if (this.#whole === undefined) {
      const { record } = readLine(this.#services.model, this.line);
      const response = record?.transcript.responses.find(({ id }) => id === this.#id);
      this.#whole =
        record === null || response === undefined
          ? null
          : factsOf(record.transcript, response, {
              assessment: this.assessment,
              curation: null,
              passages: () => this.#services.passages(record, response),
            });
    }
    return this.#whole;
  }

  get #traits(): RecordTraits {
    return traitsOfLine(this.#services.model, this.line, this.#summary);
  }
}
