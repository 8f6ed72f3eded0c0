import type { Finding } from '../assess/assessment.ts';
import type { ResponseId } from '../dataset/transcript.ts';
import { chainsOf, entriesAbout } from './chain.ts';
import {
  type AcceptEntry,
  type AssignEntry,
  type BulkEntry,
  type CurationEntry,
  type DismissEntry,
  type ExemplarEntry,
  type FindingName,
  isBulk,
  type LabelEntry,
  type NoteEntry,
  type ProposeEntry,
  type ProposeFailedEntry,
  type RejectEntry,
  type SkipEntry,
  type UndoEntry,
} from './decision.ts';

/** A decision that settles a response, as against a note, a label or a dismissed finding. */
export type SettlingEntry = AcceptEntry | RejectEntry | ExemplarEntry | SkipEntry;
export type CurationStatus = 'undecided' | 'accepted' | 'rejected' | 'exemplar' | 'skipped';

/** What the log says about one response. */
export interface ResponseCuration {
  /** Entries in force, oldest first: what was taken back, and the taking back, is left out. */
  readonly entries: readonly CurationEntry[];
  readonly status: CurationStatus;
  /** The last settling decision in force; null when undecided. */
  readonly last: SettlingEntry | null;
  readonly exemplar: boolean;
  readonly skipped: boolean;
  readonly notes: readonly NoteEntry[];
  /** The last label of each curator, by name; those that settle a disagreement are `settled`. */
  readonly labels: ReadonlyMap<string, LabelEntry>;
  /** The last label that settled a disagreement, of whatever text it was about. */
  readonly settled: LabelEntry | null;
  /** Whom the response was given to, each once. */
  readonly assigned: readonly AssignEntry[];
  /** Dismissals in force, of whatever text they were about; ask `dismissalOf`. */
  readonly dismissals: readonly DismissEntry[];
  /** Rewrites that bulk runs brought and that wait for a decision, of whatever text they were made for. */
  readonly proposals: readonly ProposeEntry[];
  /** Why the last bulk run brought none; null where it did, or there was none. */
  readonly failure: ProposeFailedEntry | null;
}

const NOTHING: ResponseCuration = {
  entries: [],
  status: 'undecided',
  last: null,
  exemplar: false,
  skipped: false,
  notes: [],
  labels: new Map(),
  settled: null,
  assigned: [],
  dismissals: [],
  proposals: [],
  failure: null,
};

/** Key of a finding within a response, what a dismissal names. */
export function findingKey(finding: FindingName): string {
  return `${finding.code}:${finding.assessor}`;
}

/** The dismissal of a finding that holds for the response's present text (`hash`); null when there is none. */
export function dismissalOf(
  curation: ResponseCuration,
  finding: FindingName,
  hash: string,
): DismissEntry | null {
  const key = findingKey(finding);
  return (
    curation.dismissals.findLast(
      (entry) => entry.response.hash === hash && findingKey(entry.finding) === key,
    ) ?? null
  );
}

/** The faults among `findings` that are not dismissed for the response's present text. */
export function openFindings(
  curation: ResponseCuration,
  findings: readonly Finding[],
  hash: string,
): readonly Finding[] {
  return findings.filter((finding) => dismissalOf(curation, finding, hash) === null);
}

/**
 * Whether the last settling decision is about the text that the response has now: false after the text was edited by
 * hand, or an accept was undone in the text editor.
 */
export function decisionStands(curation: ResponseCuration, hash: string): boolean {
  const { last } = curation;
  if (last === null) {
    return false;
  }
  return last.type === 'accept' || last.type === 'accept-edited'
    ? last.hashAfter === hash
    : last.response.hash === hash;
}

/** Bulk proposals that can be accepted: those for the response's present text (`hash`). */
export function readyProposals(curation: ResponseCuration, hash: string): readonly ProposeEntry[] {
  return curation.proposals.filter(({ response }) => response.hash === hash);
}

/** A record of a dataset as far as it has to be known to find what the log says of it. */
export interface RecordTraits {
  /** `id:…`, where the record has an id. */
  readonly idKey: string | null;
  /** No other record of the dataset has that id. */
  readonly idIsUnique: boolean;
  /** `context:…`; asked for only where the log knows records by it. */
  readonly contextKey: () => string;
  /** Where it stands, from 1. */
  readonly line: number;
  /** `textHash` of a response's present text. */
  readonly hash: (response: ResponseId) => string;
}

const NONE: ReadonlySet<string> = new Set();

interface Group {
  /** All entries about one response in the order of time, then id. */
  readonly all: CurationEntry[];
  folded: ResponseCuration | null;
}

/**
 * The log folded into what holds for each response. The order in which entries are applied makes no difference: logs of
 * several curators merge by concatenation, so time, then id, decides which of two decisions is the later one.
 */
export class CurationState {
  readonly #groups = new Map<string, Group>();
  /** Responses of a record that have a group. */
  readonly #groupsOfRecord = new Map<string, Set<string>>();
  readonly #groupOfEntry = new Map<string, Group>();
  readonly #undosOf = new Map<string, string[]>();
  readonly #bulk: BulkEntry[] = [];
  readonly #arrived: CurationEntry[] = [];
  readonly #touched: string[] = [];
  /** Keys of records of which something came since they were counted; a log of 100,000 is not gone through for each. */
  readonly #uncounted = new Set<string>();
  /** How many records are decided under a key, where any is. */
  readonly #decidedUnderKey = new Map<string, number>();
  #decided = 0;
  readonly #waiting = new Set<string>();
  #knowsContexts = false;
  #hasDismissals = false;
  #hasNotes = false;

  constructor(entries: Iterable<CurationEntry> = []) {
    for (const entry of entries) {
      this.apply(entry);
    }
  }

  /** Takes one more entry in; one with a known id changes nothing. */
  apply(entry: CurationEntry): void {
    if (this.#groupOfEntry.has(entry.id)) {
      return;
    }
    const key = groupKey(entry.record.key, entry.response.id);
    const group = this.#groups.get(key) ?? { all: [], folded: null };
    this.#groups.set(key, group);
    const ofRecord = this.#groupsOfRecord.get(entry.record.key) ?? new Set();
    this.#groupsOfRecord.set(entry.record.key, ofRecord.add(key));
    this.#groupOfEntry.set(entry.id, group);
    insertInOrder(group.all, entry);
    group.folded = null;
    this.#touch(entry.record.key);
    this.#arrived.push(entry);
    if (isBulk(entry)) this.#bulk.push(entry);
    this.#hasDismissals ||= entry.type === 'dismiss';
    this.#hasNotes ||= entry.type === 'note';
    this.#knowsContexts ||= entry.record.key.startsWith(CONTEXT);
    if (entry.type === 'undo') {
      const undos = this.#undosOf.get(entry.entry) ?? [];
      undos.push(entry.id);
      this.#undosOf.set(entry.entry, undos);
      this.#forgetAffected(entry.entry);
    }
  }

  /** Whether nothing was ever decided. */
  get isEmpty(): boolean {
    return this.#groups.size === 0;
  }

  /** Whether any finding was ever dismissed; where none was, nobody need ask for each record. */
  get hasDismissals(): boolean {
    return this.#hasDismissals;
  }

  /** Whether any note was ever written. */
  get hasNotes(): boolean {
    return this.#hasNotes;
  }

  /**
   * What the log says of a record's response, under whichever key it was logged: a record is logged by its context
   * while its id is not the only one, and records of one context, or one id, are told apart by their texts.
   */
  about(record: RecordTraits, response: ResponseId): ResponseCuration {
    const own = record.idKey === null ? undefined : this.#groups.get(groupKey(record.idKey, response));
    const shared = this.#knowsContexts
      ? this.#groups.get(groupKey(record.contextKey(), response))
      : undefined;
    if (shared === undefined && (own === undefined || record.idIsUnique)) {
      return own === undefined ? NOTHING : this.#fold(own);
    }
    const entries = this.entriesOf(record, response);
    return entries.length === 0 ? NOTHING : fold(this.#inForce(entries));
  }

  /** Every entry, in the order in which it came; entries are only ever added to it. */
  get arrived(): readonly CurationEntry[] {
    return this.#arrived;
  }

  /**
   * Keys of the records of which the log came to say something else, in the order in which that happened; keys are only ever
   * added to it. What is said of a record changes under one of its keys, or not at all.
   */
  get touched(): readonly string[] {
    return this.#touched;
  }

  /** Everything that was ever logged of a record's response, what was taken back included, oldest first; see `about`. */
  entriesOf(record: RecordTraits, response: ResponseId): readonly CurationEntry[] {
    const own = record.idKey === null ? undefined : this.#groups.get(groupKey(record.idKey, response));
    const shared = this.#knowsContexts
      ? this.#groups.get(groupKey(record.contextKey(), response))
      : undefined;
    const hash = record.hash(response);
    const ofOwn = own?.all ?? [];
    return [
      ...(record.idIsUnique ? ofOwn : entriesAbout(ofOwn, hash, record.line)),
      ...entriesAbout(shared?.all ?? [], hash, record.line),
    ].sort(byTime);
  }

  /**
   * The undos that took back the accept whose text (`hash`) the response has now, and whatever was taken back with it, so
   * that the log can say the same as a text in which the accept was redone; none when there is none.
   */
  undosOfAccept(record: RecordTraits, response: ResponseId, hash: string): readonly UndoEntry[] {
    const keys = [record.idKey, this.#knowsContexts ? record.contextKey() : null];
    const all = keys.flatMap((key) =>
      key === null ? [] : (this.#groups.get(groupKey(key, response))?.all ?? []),
    );
    const accepts = new Set(
      all.filter((entry) => 'hashAfter' in entry && entry.hashAfter === hash).map(({ id }) => id),
    );
    const undos = all.filter(
      (entry): entry is UndoEntry =>
        entry.type === 'undo' && accepts.has(entry.entry) && !this.#isUndone(entry.id),
    );
    const last = undos.at(-1);
    return undos.filter((undo) => undo === last || (last?.batch !== undefined && undo.batch === last.batch));
  }

  /** Everything logged under one key, whichever records of the same context it is about; see `about`. */
  of(recordKey: string, response: ResponseId): ResponseCuration {
    const group = this.#groups.get(groupKey(recordKey, response));
    return group === undefined ? NOTHING : this.#fold(group);
  }

  /** Whether any response of the record is settled. */
  isDecided(recordKey: string): boolean {
    const keys = this.#groupsOfRecord.get(recordKey) ?? [];
    for (const key of keys) {
      const group = this.#groups.get(key);
      if (group !== undefined && this.#fold(group).last !== null) {
        return true;
      }
    }
    return false;
  }

  /** Records with a settled response; of those that share a context, each that its texts tell apart. */
  get decidedRecords(): number {
    this.#count();
    return this.#decided;
  }

  /** Keys of the records for which a bulk proposal waits for a decision, whatever became of their texts. */
  get waitingRecords(): ReadonlySet<string> {
    this.#count();
    return this.#waiting;
  }

  /** All that bulk runs wrote, in the order in which it was read. */
  get bulkEntries(): readonly BulkEntry[] {
    return this.#bulk;
  }

  /** Entries of one batch that are in force, oldest first: what one command wrote and is taken back as one. */
  batch(name: string): readonly CurationEntry[] {
    return this.entriesInForce().filter((entry) => entry.batch === name);
  }

  #touch(recordKey: string): void {
    this.#uncounted.add(recordKey);
    this.#touched.push(recordKey);
  }

  #count(): void {
    for (const key of this.#uncounted) {
      const decided = this.#decidedUnder(key);
      this.#decided += decided - (this.#decidedUnderKey.get(key) ?? 0);
      if (decided === 0) this.#decidedUnderKey.delete(key);
      else this.#decidedUnderKey.set(key, decided);
      if (this.#waits(key)) this.#waiting.add(key);
      else this.#waiting.delete(key);
    }
    this.#uncounted.clear();
  }

  #waits(recordKey: string): boolean {
    // Most logs hold no bulk run.
    if (this.#bulk.length === 0) return false;
    return [...(this.#groupsOfRecord.get(recordKey) ?? [])].some((key) => {
      const group = this.#groups.get(key);
      return group !== undefined && this.#fold(group).proposals.length > 0;
    });
  }

  #decidedUnder(recordKey: string): number {
    if (!recordKey.startsWith(CONTEXT)) return this.isDecided(recordKey) ? 1 : 0;
    // The two responses of a preference are one record, so the larger number is that of the records.
    return Math.max(
      ...[...(this.#groupsOfRecord.get(recordKey) ?? [])].map((key) => {
        const entries = this.#inForce(this.#groups.get(key)?.all ?? []);
        return chainsOf(entries).filter((chain) => fold(chain.entries).last !== null).length;
      }),
    );
  }

  /** Every entry, those taken back and the taking back included, oldest first; what history and costs are told from. */
  entries(): readonly CurationEntry[] {
    return [...this.#groups.values()].flatMap((group) => group.all).sort(byTime);
  }

  /** Every entry in force, oldest first; what *Show History* and exports read. */
  entriesInForce(): readonly CurationEntry[] {
    return [...this.#groups.values()].flatMap((group) => this.#fold(group).entries).sort(byTime);
  }

  /** The same, those of each response by themselves and oldest first. */
  *inForceByResponse(): Generator<readonly CurationEntry[]> {
    for (const group of this.#groups.values()) yield this.#fold(group).entries;
  }

  /** The newest decision in force, of `by` when given; what *Undo* undoes. What bulk runs wrote is none. */
  lastEntry(by?: string): CurationEntry | null {
    return (
      this.entriesInForce().findLast((entry) => !isBulk(entry) && (by === undefined || entry.by === by)) ??
      null
    );
  }

  #isUndone(id: string, seen: ReadonlySet<string> = NONE): boolean {
    const undos = this.#undosOf.get(id);
    if (undos === undefined) {
      return false;
    }
    // A log edited by hand can hold a circle of undos; the circle then takes nothing back.
    if (seen.has(id)) {
      return false;
    }
    const path = new Set(seen).add(id);
    return undos.some((undo) => !this.#isUndone(undo, path));
  }

  #forgetAffected(id: string): void {
    const seen = new Set<string>();
    // An undo of an undo brings back an entry further down, which may be in another group.
    for (let current: string | null = id; current !== null && !seen.has(current); ) {
      seen.add(current);
      const group = this.#groupOfEntry.get(current);
      const name: string = current;
      current = null;
      if (group !== undefined) {
        group.folded = null;
        const [first] = group.all;
        if (first !== undefined) this.#touch(first.record.key);
        const entry = group.all.find((candidate) => candidate.id === name);
        current = entry?.type === 'undo' ? entry.entry : null;
      }
    }
  }

  #fold(group: Group): ResponseCuration {
    group.folded ??= fold(this.#inForce(group.all));
    return group.folded;
  }

  #inForce(entries: readonly CurationEntry[]): readonly CurationEntry[] {
    return entries.filter((entry) => entry.type !== 'undo' && !this.#isUndone(entry.id));
  }
}

function fold(entries: readonly CurationEntry[]): ResponseCuration {
  let last: SettlingEntry | null = null;
  let exemplar = false;
  const notes: NoteEntry[] = [];
  const labels = new Map<string, LabelEntry>();
  let settled: LabelEntry | null = null;
  const assigned = new Map<string, AssignEntry>();
  const dismissals = new Map<string, DismissEntry>();
  let proposals: ProposeEntry[] = [];
  let failure: ProposeFailedEntry | null = null;
  for (const entry of entries) {
    switch (entry.type) {
      case 'exemplar':
        exemplar = true;
        last = entry;
        break;
      case 'accept':
      case 'accept-edited':
        last = entry;
        // The others were made for the text that is now replaced.
        proposals = [];
        break;
      case 'reject':
        // Turning down another rewrite of a text that was accepted keeps the accepted one.
        if (last === null || !('hashAfter' in last) || last.hashAfter !== entry.response.hash) last = entry;
        proposals = proposals.filter(({ id }) => id !== entry.proposal.id);
        break;
      case 'skip':
        last = entry;
        break;
      case 'propose':
        proposals.push(entry);
        failure = null;
        break;
      case 'propose-failed':
        failure = entry;
        break;
      case 'run':
        break;
      case 'note':
        notes.push(entry);
        break;
      case 'label':
        if (entry.settles) settled = entry;
        else labels.set(entry.by, entry);
        break;
      case 'assign':
        assigned.set(entry.to, entry);
        break;
      case 'dismiss':
        dismissals.set(`${entry.response.hash}|${findingKey(entry.finding)}`, entry);
        break;
      case 'undismiss':
        dismissals.delete(`${entry.response.hash}|${findingKey(entry.finding)}`);
        break;
      case 'undo':
        break;
    }
  }
  return {
    entries,
    status: last === null ? 'undecided' : STATUS[last.type],
    last,
    exemplar,
    skipped: last?.type === 'skip',
    notes,
    labels,
    settled,
    assigned: [...assigned.values()],
    dismissals: [...dismissals.values()],
    proposals,
    failure,
  };
}

const STATUS: Readonly<Record<SettlingEntry['type'], CurationStatus>> = {
  accept: 'accepted',
  'accept-edited': 'accepted',
  reject: 'rejected',
  exemplar: 'exemplar',
  skip: 'skipped',
};

/** How keys of records without an id of their own begin. */
const CONTEXT = 'context:';

function groupKey(recordKey: string, response: ResponseId): string {
  return `${recordKey}|${response}`;
}

function byTime(a: CurationEntry, b: CurationEntry): number {
  // Plain comparison, not a locale's: the order must be the same on every machine.
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function insertInOrder(entries: CurationEntry[], entry: CurationEntry): void {
  let index = entries.length;
  while (index > 0) {
    const before = entries[index - 1];
    if (before === undefined || byTime(before, entry) <= 0) {
      break;
    }
    index--;
  }
  entries.splice(index, 0, entry);
}
