import { randomUUID } from 'node:crypto';
import type {
  AcceptEntry,
  CurationEntry,
  FindingName,
  LabelEntry,
  LoggedProposal,
  NoteAnchor,
} from '../core/curation/decision.ts';
import { LOG_VERSION } from '../core/curation/decision.ts';
import { textHash } from '../core/curation/keys.ts';
import type { CurationState } from '../core/curation/state.ts';
import { inverseEdits, revertChanges, spliceChanges } from '../core/dataset/changes.ts';
import { stands } from '../core/dataset/editTarget.ts';
import { whyMisread } from '../core/dataset/misreading.ts';
import { readRecord } from '../core/dataset/read.ts';
import type { RecordReading } from '../core/dataset/record.ts';
import { responseText } from '../core/dataset/responseText.ts';
import type { LineSplice } from '../core/dataset/source.ts';
import { applyEdits, type SpliceEdit } from '../core/dataset/splice.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import { UserError } from '../core/errors.ts';
import type { ProposalTarget } from '../core/rewrite/proposal.ts';
import { t } from '../core/text/translate.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { Curator } from './curator.ts';
import type { DatasetModel } from './datasetModel.ts';
import { type OpenRecord, readLine, responseHash, responseOf, traitsOf } from './records.ts';
import { recordsOfEntries } from './recordsOfEntries.ts';

/** What happened to an accept: done, or refused because the text is no longer the one the proposal was made for. */
export type AcceptOutcome = 'accepted' | 'stale';

/** One text that an accept replaces, by what, and where that came from. */
export interface AcceptedText {
  readonly target: ProposalTarget;
  readonly after: string;
  readonly proposal: LoggedProposal;
}

/** One record's part of a change: its edits, and what the log is to say of them. */
interface Prepared {
  readonly splice: LineSplice;
  readonly entries: readonly CurationEntry[];
}

/** What an accept of many came to. */
export interface ManyAccepted {
  readonly records: number;
  readonly left: number;
  /** Why some were left, a sentence each. */
  readonly problems: readonly string[];
}

/** Entries of one record to take back, and what that changes in its text. */
export interface TakingBack {
  readonly record: OpenRecord;
  readonly entries: readonly CurationEntry[];
  readonly edits: readonly SpliceEdit[];
}

export interface TakenBack {
  readonly entry: CurationEntry;
  /** The first of its records. */
  readonly line: number;
  readonly records: number;
}

/** Carries out what the curator decided: the splice in the dataset where there is one, and the line in the log. */
export class Decisions {
  readonly #logs: CurationLogs;
  readonly #curator: Curator;

  constructor(logs: CurationLogs, curator: Curator) {
    this.#logs = logs;
    this.#curator = curator;
  }

  /**
   * Puts `after` in the place of the proposal's original as one undo step, then logs it.
   * @throws UserError as `acceptSet` does.
   */
  accept(
    record: OpenRecord,
    target: ProposalTarget,
    after: string,
    proposal: LoggedProposal,
  ): Promise<AcceptOutcome> {
    return this.acceptSet(record, [{ target, after, proposal }]);
  }

  /**
   * Replaces several texts of a record together: one splice, one undo step, one entry a text in the log, all of one batch.
   * @throws UserError when the dataset cannot be edited, when a text would be read as something else than the response,
   * or when the log cannot be written (the splice is then taken back).
   */
  async acceptSet(record: OpenRecord, accepted: readonly AcceptedText[]): Promise<AcceptOutcome> {
    const batch = accepted.length > 1 ? { batch: randomUUID() } : {};
    const prepared = await this.#prepare(record, accepted, batch);
    if (prepared === 'stale') return 'stale';
    return (await this.#make(record.model, [prepared])) ? 'accepted' : 'stale';
  }

  /**
   * Replaces texts of many records of one dataset together: one undo step, one batch in the log, taken back as one. What is
   * stale, decided meanwhile, or could not be written as it stands, is left out.
   * @param accepted at most one element for each record.
   * @returns how many records were changed, and why others were not, a sentence for each kind of reason.
   * @throws UserError when the dataset cannot be edited, or the log cannot be written (the splices are then taken back).
   */
  async acceptMany(
    model: DatasetModel,
    accepted: readonly { readonly record: OpenRecord; readonly texts: readonly AcceptedText[] }[],
  ): Promise<ManyAccepted> {
    const batch = { batch: randomUUID() };
    const prepared: Prepared[] = [];
    const problems = new Set<string>();
    for (const { record, texts } of accepted) {
      try {
        const one = await this.#prepare(record, texts, batch);
        // The curator may have gone on deciding while being asked about all of them.
        if (!this.#waits(record, texts))
          problems.add(t('Rewrites that were decided meanwhile were left out.'));
        else if (one === 'stale') problems.add(t('Responses that were changed meanwhile were left out.'));
        else prepared.push(one);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems.add(error.message);
      }
    }
    if (prepared.length > 0 && !(await this.#make(model, prepared)))
      throw new UserError(
        t('The dataset was changed at the same moment, so nothing was accepted. Try again.'),
      );
    return { records: prepared.length, left: accepted.length - prepared.length, problems: [...problems] };
  }

  /** Whether proposals of the log still wait for a decision; what the log never held waits for none. */
  #waits(record: OpenRecord, texts: readonly AcceptedText[]): boolean {
    const { state } = this.#logs.for(record.model.uri);
    const traits = traitsOf(record);
    return texts.every(
      ({ target, proposal }) =>
        proposal.id === undefined ||
        state.about(traits, target.response).proposals.some(({ id }) => id === proposal.id),
    );
  }

  /** What an accept would do to a record, worked out and checked. */
  async #prepare(
    record: OpenRecord,
    accepted: readonly AcceptedText[],
    batch: { readonly batch?: string },
  ): Promise<Prepared | 'stale'> {
    const { source } = record.model;
    const readOnly = source.whyLineReadOnly(record.line);
    if (readOnly !== null) throw new UserError(readOnly);
    const line = source.line(record.line);
    const changes = accepted.map(({ target: { origin, original: before }, after }) => ({
      origin,
      before,
      after,
    }));
    // Lines may have moved since the record was read, and another with the same words may stand in its place.
    const isSame = line === record.text && accepted.every(({ target }) => stands(record.transcript, target));
    const edits = isSame ? spliceChanges(line, changes) : null;
    if (edits === null) return 'stale';
    const reading = readRecord(applyEdits(line, edits), record.model.options);
    const misread = whyMisread(record.transcript, reading, changes);
    if (misread !== null) throw new UserError(misread);
    const entries: CurationEntry[] = [];
    for (const { target, after, proposal } of accepted) {
      const hashAfter = hashOfResponse(reading, target.response);
      if (hashAfter === null)
        throw new UserError(t('The edited record could not be read back, so nothing was written.'));
      entries.push({
        ...(await this.#base(record, target.response)),
        ...batch,
        type: after === proposal.text && proposal.model !== null ? 'accept' : 'accept-edited',
        place: target.origin,
        before: target.original,
        after,
        hashAfter,
        proposal,
      });
    }
    return { splice: { index: record.line, expected: line, edits }, entries };
  }

  /**
   * Edits the dataset, then logs; takes the edits back where the log cannot be written.
   * @returns false, with nothing written, where a line was changed meanwhile.
   */
  async #make(model: DatasetModel, prepared: readonly Prepared[]): Promise<boolean> {
    const splices = prepared.map(({ splice }) => splice);
    if (!(await model.source.spliceAll(splices))) {
      // Another program may have made the file one that must not be written since it was asked about.
      const why = splices.map(({ index }) => model.source.whyLineReadOnly(index)).find((one) => one !== null);
      if (why != null) throw new UserError(why);
      return false;
    }
    try {
      await this.#logs.for(model.uri).append(prepared.flatMap(({ entries }) => entries));
    } catch (error) {
      const inverse = splices.map(({ index, expected, edits }) => ({
        index,
        expected: applyEdits(expected, edits),
        edits: inverseEdits(expected, edits),
      }));
      if (await model.source.spliceAll(inverse)) throw error;
      throw new UserError(
        t(
          'The change is in the dataset but not in the curation log: the log could not be written, and the text has changed again since. Undo it, or make it anew. {0}',
          error instanceof Error ? error.message : '',
        ).trim(),
      );
    }
    return true;
  }

  async reject(record: OpenRecord, response: ResponseId, proposal: LoggedProposal): Promise<void> {
    await this.#append(record, {
      ...(await this.#base(record, response)),
      type: 'reject',
      proposal,
      reason: null,
    });
  }

  async dismiss(
    record: OpenRecord,
    response: ResponseId,
    finding: FindingName & { readonly message: string },
    reason: string,
  ): Promise<void> {
    await this.#append(record, { ...(await this.#base(record, response)), type: 'dismiss', finding, reason });
  }

  async restoreFinding(record: OpenRecord, response: ResponseId, finding: FindingName): Promise<void> {
    await this.#append(record, { ...(await this.#base(record, response)), type: 'undismiss', finding });
  }

  async markExemplar(record: OpenRecord, response: ResponseId): Promise<void> {
    await this.#append(record, { ...(await this.#base(record, response)), type: 'exemplar', reason: null });
  }

  async skip(record: OpenRecord, response: ResponseId): Promise<void> {
    await this.#append(record, { ...(await this.#base(record, response)), type: 'skip', reason: null });
  }

  /** @param anchor where in the transcript it belongs; null for a note on the response as a whole. */
  async note(
    record: OpenRecord,
    response: ResponseId,
    text: string,
    anchor: NoteAnchor | null = null,
  ): Promise<void> {
    await this.#append(record, { ...(await this.#base(record, response)), type: 'note', text, anchor });
  }

  async label(record: OpenRecord, response: ResponseId, label: LabelEntry['label']): Promise<void> {
    await this.#append(record, { ...(await this.#base(record, response)), type: 'label', label });
  }

  /** Labels a text about which curators did not agree; the label is then the verdict. */
  async settle(record: OpenRecord, response: ResponseId, label: LabelEntry['label']): Promise<void> {
    const base = await this.#base(record, response);
    await this.#append(record, { ...base, type: 'label', label, settles: true });
  }

  /** Gives responses of one dataset to curators to label; taken back as one. */
  async assign(
    model: DatasetModel,
    given: readonly { readonly record: OpenRecord; readonly response: ResponseId }[],
    to: readonly string[],
  ): Promise<void> {
    const batch = randomUUID();
    const entries: CurationEntry[] = [];
    for (const { record, response } of given)
      for (const name of to)
        entries.push({ ...(await this.#base(record, response)), batch, type: 'assign', to: name });
    await this.#logs.for(model.uri).append(entries);
  }

  /**
   * Takes the curator's last decision about a dataset back, the edit of an accept included; one that was made for many
   * records is taken back as one.
   * @returns the line of its record; null when there is nothing to take back.
   * @throws UserError when an accepted text was changed since, so that taking it back would lose that change, or when the
   * log cannot be written; nothing is changed then.
   */
  async undoLast(model: DatasetModel): Promise<TakenBack | null> {
    const log = this.#logs.for(model.uri);
    await log.ready;
    const entry = log.state.lastEntry(await this.#curator.name(model.uri));
    if (entry === null) return null;
    const together = entry.batch === undefined ? [entry] : log.state.batch(entry.batch);
    const byLine = new Map<number, { readonly record: OpenRecord; readonly entries: CurationEntry[] }>();
    const records = await recordsOfEntries(model, log.state, together);
    for (const one of together) {
      const record = records.get(one.id);
      if (record === undefined)
        throw new UserError(
          t('The record of your last decision is no longer in the dataset, so it cannot be taken back here.'),
        );
      const known = byLine.get(record.line) ?? { record, entries: [] };
      byLine.set(record.line, known);
      known.entries.push(one);
    }
    const parts = [...byLine.values()].map(({ record, entries }) => ({
      record,
      entries,
      edits: restoringEdits(record, entries.filter(isAccept)),
    }));
    if (!(await this.takeBack(model, parts))) throw new UserError(CHANGED_SINCE());
    const line = Math.min(...byLine.keys());
    return { entry, line, records: byLine.size };
  }

  /**
   * Takes entries of records back together, with the edits that go with it: one undo step, one batch in the log.
   * @param parts at most one for each record.
   * @returns false, with nothing written, where a record was changed meanwhile.
   * @throws UserError when the log cannot be written; nothing is changed then.
   */
  async takeBack(model: DatasetModel, parts: readonly TakingBack[]): Promise<boolean> {
    const many = parts.length > 1 || parts.some(({ entries }) => entries.length > 1);
    const batch = many ? { batch: randomUUID() } : {};
    const prepared: Prepared[] = [];
    for (const { record, entries, edits } of parts) {
      const undos = await this.#undosOf(record, entries, batch);
      prepared.push({ splice: { index: record.line, expected: record.text, edits }, entries: undos });
    }
    if (prepared.some(({ splice }) => splice.edits.length > 0)) return this.#make(model, prepared);
    await this.#logs.for(model.uri).append(prepared.flatMap(({ entries }) => entries));
    return true;
  }

  /** After VS Code's own undo or redo of accepted rewrites, the log says the same as the text. */
  async followUndo(model: DatasetModel, lines: readonly number[]): Promise<void> {
    const log = this.#logs.for(model.uri);
    await log.ready;
    const batch = lines.length > 1 ? { batch: randomUUID() } : {};
    const undos: CurationEntry[] = [];
    for (const line of lines) {
      const { record } = readLine(model, line);
      if (record === null) continue;
      for (const { id } of record.transcript.responses)
        undos.push(...(await this.#undosFollowing(record, id, log.state, batch)));
    }
    if (undos.length > 0) await log.append(undos);
  }

  async #undosFollowing(
    record: OpenRecord,
    response: ResponseId,
    state: CurationState,
    batch: { readonly batch?: string },
  ): Promise<readonly CurationEntry[]> {
    const traits = traitsOf(record);
    const { last, entries } = state.about(traits, response);
    const hash = traits.hash(response);
    if (last !== null && 'hashAfter' in last && last.hashAfter !== hash && last.response.hash === hash) {
      const together = entries.filter(
        (entry) => entry === last || (last.batch !== undefined && entry.batch === last.batch),
      );
      return this.#undosOf(record, together, batch);
    }
    return this.#undosOf(record, state.undosOfAccept(traits, response, hash), batch);
  }

  /** What takes back entries that were written together; of one batch, so that a redo brings all of them back. */
  async #undosOf(
    record: OpenRecord,
    together: readonly CurationEntry[],
    given: { readonly batch?: string },
  ): Promise<readonly CurationEntry[]> {
    const batch = given.batch !== undefined || together.length < 2 ? given : { batch: randomUUID() };
    return Promise.all(together.map(async (entry) => ({ ...(await this.#undoOf(record, entry)), ...batch })));
  }

  async #undoOf(record: OpenRecord, entry: CurationEntry): Promise<CurationEntry> {
    return {
      ...(await this.#base(record, entry.response.id)),
      // An entry is found by its record's key, so that of the entry taken back is used, whatever it would be today.
      record: { key: entry.record.key, line: record.line + 1 },
      type: 'undo',
      entry: entry.id,
    };
  }

  async #append(record: OpenRecord, entry: CurationEntry): Promise<void> {
    await this.#logs.for(record.model.uri).append([entry]);
  }

  async #base(record: OpenRecord, response: ResponseId) {
    return {
      v: LOG_VERSION,
      id: randomUUID(),
      at: new Date().toISOString(),
      by: await this.#curator.name(record.model.uri),
      record: { key: record.key, line: record.line + 1 },
      response: { id: response, hash: responseHash(responseOf(record, response)) },
    } as const;
  }
}

/** Hash of the response's text in an edited record; null when it no longer reads as a transcript with it. */
function hashOfResponse(reading: RecordReading, id: ResponseId): string | null {
  if (reading.kind !== 'transcript') return null;
  const response = reading.transcript.responses.find((candidate) => candidate.id === id);
  return response === undefined ? null : textHash(responseText(response).text);
}

function isAccept(entry: CurationEntry): entry is AcceptEntry {
  return entry.type === 'accept' || entry.type === 'accept-edited';
}

const CHANGED_SINCE = () =>
  t(
    'The accepted text was changed since, so it was left as it is. Edit it in the text, or rewrite it again.',
  );

/** The edits that put back what accepts replaced. @throws UserError when a text was changed since. */
function restoringEdits(record: OpenRecord, accepts: readonly AcceptEntry[]): readonly SpliceEdit[] {
  const changes = accepts.map(({ place: origin, before, after }) => ({ origin, before, after }));
  const edits = revertChanges(record.text, changes);
  if (edits === null) throw new UserError(CHANGED_SINCE());
  return edits;
}
