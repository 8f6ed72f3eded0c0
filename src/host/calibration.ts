import { setImmediate as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Assessment } from '../core/assess/assessment.ts';
import { assessTranscript, explain } from '../core/assess/rubric.ts';
import { type Agreement, agreement } from '../core/calibration/agreement.ts';
import type { RaterAgreement } from '../core/calibration/raters.ts';
import { type SuggestedThreshold, suggestThreshold } from '../core/calibration/threshold.ts';
import { type Verdict, verdictsOf } from '../core/calibration/verdict.ts';
import { type DoubleReading, disagreementOf, readerAgreement } from '../core/curation/readers.ts';
import type { ResponseCuration } from '../core/curation/state.ts';
import { readRecord } from '../core/dataset/read.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { AgreementView } from '../protocol/panel.ts';
import type { Constitutions, LoadedConstitution } from './constitutions.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { Curator } from './curator.ts';
import type { DatasetModel } from './datasetModel.ts';
import { Disposables } from './disposables.ts';
import type { Judgements } from './judgements.ts';
import type { ModelProvider } from './modelProvider.ts';
import { type OpenRecord, readLine } from './records.ts';
import { lineOfVerdict, RecordFinder } from './verdictTexts.ts';

/** One of the curators' verdicts beside what the assessors say of the same text. */
export interface Compared {
  readonly line: number;
  readonly recordId: string | null;
  readonly response: ResponseId;
  readonly verdict: Verdict;
  /** Null when it was not assessed (another language, no text). */
  readonly rubric: Assessment | null;
  /** The rubric's score, 0 to 1, that its flag goes by. */
  readonly score: number | null;
  /** Null when the judge was never asked about this text under the present constitution and model. */
  readonly judge: Assessment | null;
}

/** A response on which curators differ. */
export interface Unsettled {
  readonly line: number;
  readonly recordId: string | null;
  readonly response: ResponseId;
  readonly labels: DoubleReading['labels'];
}

export interface CalibrationResult {
  readonly compared: readonly Compared[];
  /** Verdicts on texts that are no longer there: the record is gone, or was edited by hand. */
  readonly lost: number;
  readonly rubric: Agreement;
  readonly judge: Agreement;
  readonly threshold: SuggestedThreshold | null;
  /** Who gave the verdicts. */
  readonly curators: readonly string[];
  /** The curators among one another, by their labels of the same texts. */
  readonly readers: RaterAgreement;
  /** Texts on which they differ and that nobody settled. */
  readonly unsettled: readonly Unsettled[];
}

/** What the assessors say of one text. */
type Evaluation = Pick<Compared, 'rubric' | 'score' | 'judge'>;

/** Responses looked at between two chances for the editor to do something else. */
const AT_ONCE = 20;

/** Holds rubric and judge against the curators' own verdicts. */
export class Calibration implements vscode.Disposable {
  readonly #logs: CurationLogs;
  readonly #judgements: Judgements;
  readonly #constitutions: Constitutions;
  readonly #curator: Curator;
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<vscode.Uri>());
  /** Fires with the dataset whose standing agreement is known anew. */
  readonly onDidChange = this.#changed.event;
  readonly #standing = new Map<string, readonly AgreementView[]>();
  /** Datasets whose standing has to be found out again. */
  readonly #stale = new Set<string>();
  readonly #running = new Set<string>();
  /** What was said of texts by `record|response|hash`; the rubric's part never changes, the judge's is asked for anew. */
  readonly #evaluations = new WeakMap<DatasetModel, Map<string, Evaluation>>();

  constructor(
    logs: CurationLogs,
    judgements: Judgements,
    constitutions: Constitutions,
    provider: ModelProvider,
    curator: Curator,
  ) {
    this.#logs = logs;
    this.#judgements = judgements;
    this.#constitutions = constitutions;
    this.#curator = curator;
    const all = () => {
      for (const dataset of this.#standing.keys()) this.#stale.add(dataset);
    };
    this.#disposables.add(logs.onDidChange((uri) => this.#stale.add(uri.toString())));
    this.#disposables.add(judgements.onDidChange((model) => this.#stale.add(model.uri.toString())));
    this.#disposables.add(constitutions.onDidChange(all));
    this.#disposables.add(provider.onDidChange(all));
  }

  /** The agreement last found; where it may have changed, it is found out again and `onDidChange` tells. */
  standing(model: DatasetModel): readonly AgreementView[] {
    const dataset = model.uri.toString();
    if ((!this.#standing.has(dataset) || this.#stale.has(dataset)) && !this.#running.has(dataset)) {
      void this.#findStanding(model);
    }
    return this.#standing.get(dataset) ?? [];
  }

  /**
   * Every verdict beside the assessors'.
   * @param thorough looks for records through the whole dataset where the log's hints do not lead to them
   */
  async of(model: DatasetModel, thorough: boolean, signal: AbortSignal): Promise<CalibrationResult> {
    const loaded = await this.#constitutions.for(model.uri);
    const log = this.#logs.for(model.uri);
    await log.ready;
    await this.#judgements.ready;
    const wanted = new Map<string, { key: string; response: ResponseId; line: number }>();
    for (const { record, response } of log.state.entriesInForce()) {
      wanted.set(`${record.key}|${response.id}`, {
        key: record.key,
        response: response.id,
        line: record.line - 1,
      });
    }
    const finder = new RecordFinder(model);
    const compared: Compared[] = [];
    const curators = new Set<string>();
    let lost = 0;
    let looked = 0;
    const missing: { key: string; response: ResponseId }[] = [];
    const curations: ResponseCuration[] = [];
    const unsettled: Unsettled[] = [];
    const compare = (record: OpenRecord, response: ResponseId) => {
      const curation = log.state.of(record.key, response);
      curations.push(curation);
      const reading = disagreementOf(curation);
      const { line, transcript } = record;
      if (reading !== null)
        unsettled.push({ line, recordId: transcript.recordId, response, labels: reading.labels });
      const found = this.#compare(record, response, loaded);
      compared.push(...found.compared);
      lost += found.lost;
      for (const { verdict } of found.compared) curators.add(verdict.by);
    };
    for (const { key, response, line } of wanted.values()) {
      if (++looked % AT_ONCE === 0) await pause();
      signal.throwIfAborted();
      const record = finder.find(key, line);
      if (record === null) missing.push({ key, response });
      else compare(record, response);
    }
    if (thorough && missing.length > 0) {
      for (let line = 0; line < model.source.lineCount && missing.length > 0; line++) {
        if (line % AT_ONCE === 0) await pause();
        signal.throwIfAborted();
        const { record } = readLine(model, line);
        for (let at = missing.findIndex(({ key }) => key === record?.key); record !== null && at !== -1; ) {
          const [found] = missing.splice(at, 1);
          if (found !== undefined) compare(record, found.response);
          at = missing.findIndex(({ key }) => key === record.key);
        }
      }
    }
    for (const { key, response } of missing) {
      // The log knows how many texts were decided about, even where the record is gone.
      const curation = log.state.of(key, response);
      lost += verdictsOf(curation, () => null).length;
    }
    const pairs = (assessor: 'rubric' | 'judge') =>
      compared.flatMap(({ verdict, [assessor]: assessment }) =>
        assessment === null ? [] : [{ curator: verdict.flag, assessor: assessment.flag }],
      );
    return {
      compared: compared.sort((a, b) => a.line - b.line),
      lost,
      rubric: agreement(pairs('rubric')),
      judge: agreement(pairs('judge')),
      threshold: suggestThreshold(
        compared.flatMap(({ verdict, score }) => (score === null ? [] : [{ curator: verdict.flag, score }])),
      ),
      curators: [...curators].sort(),
      readers: readerAgreement(curations),
      unsettled: unsettled.sort((a, b) => a.line - b.line),
    };
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #compare(
    record: OpenRecord,
    id: ResponseId,
    loaded: LoadedConstitution,
  ): { readonly compared: readonly Compared[]; readonly lost: number } {
    const curation = this.#logs.for(record.model.uri).state.of(record.key, id);
    const known = new Map<string, Evaluation | null>();
    const evaluate = (hash: string): Evaluation | null => {
      let evaluation = known.get(hash);
      if (evaluation === undefined) {
        const line = lineOfVerdict(record, id, curation, hash);
        evaluation = line === null ? null : this.#evaluate(record, line, id, hash, loaded);
        known.set(hash, evaluation);
      }
      return evaluation;
    };
    const verdicts = verdictsOf(
      curation,
      (hash, assessor) => evaluate(hash)?.[assessor]?.findings.map(({ code }) => code) ?? null,
    );
    const compared = verdicts.flatMap((verdict) => {
      const evaluation = evaluate(verdict.hash);
      if (evaluation === null) return [];
      const { line, transcript } = record;
      return [{ line, recordId: transcript.recordId, response: id, verdict, ...evaluation }];
    });
    return { compared, lost: verdicts.length - compared.length };
  }

  #evaluate(
    record: OpenRecord,
    line: string,
    id: ResponseId,
    hash: string,
    loaded: LoadedConstitution,
  ): Evaluation | null {
    const reading = readRecord(line, record.model.options);
    if (reading.kind !== 'transcript') return null;
    const { transcript } = reading;
    const response = transcript.responses.find((one) => one.id === id);
    if (response === undefined) return null;
    const memo = this.#evaluations.get(record.model) ?? new Map<string, Evaluation>();
    this.#evaluations.set(record.model, memo);
    const key = `${record.key}|${id}|${hash}`;
    let evaluation = memo.get(key);
    if (evaluation === undefined) {
      const rubric = assessTranscript(transcript).find((one) => one.response === id) ?? null;
      const assessed = rubric !== null && rubric.notAssessed === undefined;
      const { verdict, bad } = explain(transcript, response);
      evaluation = {
        rubric: assessed ? rubric : null,
        // Where nothing is at stake there is nothing to flag, however the rest of the score may read.
        score: !assessed ? null : verdict.atStake ? bad : 0,
        judge: null,
      };
      memo.set(key, evaluation);
    }
    const kept = this.#judgements.answered(this.#judgements.question(transcript, response, loaded));
    return { ...evaluation, judge: kept?.judgement.assessment ?? null };
  }

  async #findStanding(model: DatasetModel): Promise<void> {
    const dataset = model.uri.toString();
    this.#running.add(dataset);
    this.#stale.delete(dataset);
    try {
      const [result, me] = await Promise.all([
        this.of(model, false, new AbortController().signal),
        this.#curator.name(model.uri),
      ]);
      const you = result.curators.every((name) => name === me);
      const views = (['rubric', 'judge'] as const).flatMap((assessor): AgreementView[] => {
        const { agreed, count } = result[assessor];
        return count === 0 ? [] : [{ assessor, agreed, of: count, you }];
      });
      const before = JSON.stringify(this.#standing.get(dataset) ?? []);
      this.#standing.set(dataset, views);
      if (JSON.stringify(views) !== before && !this.#disposables.disposed) this.#changed.fire(model.uri);
    } catch {
      // A dataset that was closed meanwhile has nobody to tell.
      this.#standing.set(dataset, []);
    } finally {
      this.#running.delete(dataset);
      // A decision made while this was found out is not in it: ask for another look.
      if (this.#stale.has(dataset) && !this.#disposables.disposed) this.#changed.fire(model.uri);
    }
  }
}
