import type * as vscode from 'vscode';
import type { Finding } from '../core/assess/assessment.ts';
import { columnsOf } from '../core/dataset/columns.ts';
import { readRecord } from '../core/dataset/read.ts';
import type { ResponseId, Transcript } from '../core/dataset/transcript.ts';
import type { LineSummary } from '../core/scan/lineSummary.ts';
import type { DatasetModel } from './datasetModel.ts';
import { rangeIn } from './places.ts';

type Columns = ReturnType<typeof columnsOf>;

/** A record of more characters is marked as a whole: to find a sentence in it would take as long as a key may. */
const LONGEST = 2_000_000;

/** Columns by response and span, for as long as a line stays as it is. */
const known = new WeakMap<LineSummary, Map<string, Columns>>();

/**
 * Where findings of a line stand in the text that VS Code shows. The record is read for it when they are shown, since of a
 * large dataset's findings few are; and not kept, since what is on show is asked for more often.
 */
export class FindingRanges {
  readonly #model: DatasetModel;
  readonly #line: number;
  #text = '';
  #transcript: Transcript | null | undefined;

  constructor(model: DatasetModel, line: number) {
    this.#model = model;
    this.#line = line;
  }

  of(response: ResponseId, { span }: Pick<Finding, 'span'>): vscode.Range {
    return rangeIn(this.#model.source, this.#line, this.#columns(response, span));
  }

  #columns(id: ResponseId, span: Finding['span']): Columns {
    const summary = this.#model.knownSummary(this.#line);
    const kept = (summary === null ? undefined : known.get(summary)) ?? new Map<string, Columns>();
    if (summary !== null) known.set(summary, kept);
    const key = `${id} ${span.join('-')}`;
    const columns = kept.get(key) ?? this.#find(id, span);
    kept.set(key, columns);
    return columns;
  }

  #find(id: ResponseId, span: Finding['span']): Columns {
    if (this.#transcript === undefined) {
      this.#text = this.#model.source.line(this.#line);
      const reading = this.#text.length > LONGEST ? null : readRecord(this.#text, this.#model.options);
      this.#transcript = reading?.kind === 'transcript' ? reading.transcript : null;
    }
    const response = this.#transcript?.responses.find((one) => one.id === id);
    return response === undefined ? [0, this.#text.length] : columnsOf(this.#text, response, span);
  }
}
