import { randomUUID } from 'node:crypto';
import type {
  AcceptEntry,
  CurationEntry,
  FindingName,
  LabelEntry,
  LoggedProposal,
} from '../core/curation/decision.ts';
import { LOG_VERSION } from '../core/curation/decision.ts';
import { textHash } from '../core/curation/keys.ts';
import type { CurationState } from '../core/curation/state.ts';
import { inverseEdits, revertChanges, spliceChanges } from '../core/dataset/changes.ts';
import { whyMisread } from '../core/dataset/misreading.ts';
import { readRecord } from '../core/dataset/read.ts';
import type { RecordReading } from '../core/dataset/record.ts';
import { responseText } from '../core/dataset/responseText.ts';
import { applyEdits } from '../core/dataset/splice.ts';
import type { ResponseId } from '../core/dataset/transcript.ts';
import { UserError } from '../core/errors.ts';
import type { ProposalTarget } from '../core/rewrite/proposal.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { Curator } from './curator.ts';
import type { DatasetModel } from './datasetModel.ts';
import { type OpenRecord, readLine, responseHash, responseOf, traitsOf } from './records.ts';

/** What happened to an accept: done, or refused because the text is no longer the one the proposal was made for. */
export type AcceptOutcome = 'accepted' | 'stale';

/** One text that an accept replaces, by what, and where that came from. */
export interface AcceptedText {
  readonly target: ProposalTarget;
  readonly after: string;
  readonly proposal: LoggedProposal;
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
    const edits = line === record.text ? spliceChanges(line, changes) : null;
    if (edits === null) return 'stale';
    const changed = applyEdits(line, edits);
    const reading = readRecord(changed, record.model.options);
    const misread = whyMisread(record.transcript, reading, changes);
    if (misread !== null) throw new UserError(misread);
    const batch = accepted.length > 1 ? { batch: randomUUID() } : {};
    const entries: CurationEntry[] = [];
    for (const { target, after, proposal } of accepted) {
      const hashAfter = hashOfResponse(reading, target.response);
      if (hashAfter === null)
        throw new UserError('The edited record could not be read back, so nothing was written.');
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
    if (!(await source.splice(record.line, line, edits))) return 'stale';
    try {
      await this.#logs.for(record.model.uri).append(entries);
    } catch (error) {
      const takenBack = await source.splice(record.line, changed, inverseEdits(line, edits));
      if (takenBack) throw error;
      throw new UserError(
        `The rewrite is in the dataset but not in the curation log: the log could not be written, and the record has changed again since. Undo the rewrite, or accept it anew. ${error instanceof Error ? error.message : ''}`.trim(),
      );
    }
    return 'accepted';
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

  async note(record: OpenRecord, response: ResponseId, text: string): Promise<void> {
    await this.#append(record, { ...(await this.#base(record, response)), type: 'note', text, anchor: null });
  }

  async label(record: OpenRecord, response: ResponseId, label: LabelEntry['label']): Promise<void> {
    await this.#append(record, { ...(await this.#base(record, response)), type: 'label', label });
  }

  /**
   * Takes the curator's last decision about a dataset back, the edit of an accept included.
   * @returns the line of its record, and null where the record is no longer there; null when there is nothing to take back.
   * @throws UserError when the accepted text was changed since, so that taking it back would lose that change.
   */
  async undoLast(
    model: DatasetModel,
  ): Promise<{ readonly entry: CurationEntry; readonly line: number | null } | null> {
    const log = this.#logs.for(model.uri);
    await log.ready;
    const entry = log.state.lastEntry(await this.#curator.name(model.uri));
    if (entry === null) return null;
    const record = recordOfEntry(model, log.state, entry);
    if (record === null)
      throw new UserError(
        'The record of your last decision is no longer in the dataset, so it cannot be taken back here.',
      );
    const together = sameBatch(record, log.state, entry);
    const accepts = together.filter(isAccept);
    if (accepts.length > 0) await this.#restore(record, accepts);
    await this.#logs.for(model.uri).append(await this.#undosOf(record, together));
    return { entry, line: record.line };
  }

  /** After VS Code's own undo or redo of an accepted rewrite, the log says the same as the text. */
  async followUndo(model: DatasetModel, line: number): Promise<void> {
    const { record } = readLine(model, line);
    if (record === null) return;
    const log = this.#logs.for(model.uri);
    await log.ready;
    const traits = traitsOf(record);
    for (const { id } of record.transcript.responses) {
      const { last } = log.state.about(traits, id);
      const hash = traits.hash(id);
      if (last !== null && 'hashAfter' in last && last.hashAfter !== hash && last.response.hash === hash) {
        const together = log.state
          .about(traits, id)
          .entries.filter(
            (entry) => entry === last || (last.batch !== undefined && entry.batch === last.batch),
          );
        await log.append(await this.#undosOf(record, together));
        continue;
      }
      let undo = log.state.undoOfAccept(traits, id, hash);
      const batch = undo?.batch;
      while (undo !== null) {
        await this.#append(record, await this.#undoOf(record, undo));
        const next = batch === undefined ? null : log.state.undoOfAccept(traits, id, hash);
        undo = next?.batch === batch ? next : null;
      }
    }
  }

  /** What takes back entries that were written together; of one batch, so that a redo brings all of them back. */
  async #undosOf(record: OpenRecord, together: readonly CurationEntry[]): Promise<readonly CurationEntry[]> {
    const batch = together.length > 1 ? { batch: randomUUID() } : {};
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

  async #restore(record: OpenRecord, entries: readonly AcceptEntry[]): Promise<void> {
    const changes = entries.map(({ place: origin, before, after }) => ({ origin, before, after }));
    const edits = revertChanges(record.text, changes);
    if (edits === null || !(await record.model.source.splice(record.line, record.text, edits))) {
      throw new UserError(
        'The accepted text was changed since, so it was left as it is. Edit it in the text, or rewrite it again.',
      );
    }
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

/** The entries about a record that were written together with one of them, it included. */
function sameBatch(record: OpenRecord, state: CurationState, entry: CurationEntry): readonly CurationEntry[] {
  if (entry.batch === undefined) return [entry];
  const traits = traitsOf(record);
  return record.transcript.responses
    .flatMap(({ id }) => state.about(traits, id).entries)
    .filter(({ batch }) => batch === entry.batch);
}

/** The record that an entry is about: the one on its line as a rule, else whichever the log takes it to be about. */
function recordOfEntry(model: DatasetModel, state: CurationState, entry: CurationEntry): OpenRecord | null {
  const isAbout = (line: number): OpenRecord | null => {
    const { record } = readLine(model, line);
    if (record === null) return null;
    return state.about(traitsOf(record), entry.response.id).entries.some(({ id }) => id === entry.id)
      ? record
      : null;
  };
  const hinted = isAbout(entry.record.line - 1);
  if (hinted !== null) return hinted;
  for (let line = 0; line < model.source.lineCount; line++) {
    const record = isAbout(line);
    if (record !== null) return record;
  }
  return null;
}
