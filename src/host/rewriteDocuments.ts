import * as vscode from 'vscode';
import type { ResponseId } from '../core/dataset/transcript.ts';
import type { PartName } from '../core/rewrite/mixture.ts';
import type { Proposal, ProposalTarget } from '../core/rewrite/proposal.ts';
import type { CurationEditors } from './curationEditor.ts';
import type { CurationSession } from './curationSession.ts';
import { Disposables } from './disposables.ts';
import type { ProposalStore } from './proposalStore.ts';
import { type OpenRecord, readLine } from './records.ts';

export const REWRITE_SCHEME = 'rationale-rewrite';

/** Names one text of a rewrite, or the text that it would replace. */
export interface RewriteAddress {
  readonly dataset: string;
  readonly line: number;
  readonly response: ResponseId;
  /** Null for a text that is written by hand. */
  readonly proposal: string | null;
  readonly part: PartName;
  readonly side: 'original' | 'rewrite';
}

export function rewriteUri(address: RewriteAddress): vscode.Uri {
  const { line, part, side } = address;
  return vscode.Uri.from({
    scheme: REWRITE_SCHEME,
    path: `/line ${line + 1}${part === 'reasoning' ? ' reasoning' : ''}${side === 'original' ? ' (original)' : ''}.md`,
    query: JSON.stringify(address),
  });
}

export function rewriteAddress(uri: vscode.Uri): RewriteAddress {
  return JSON.parse(uri.query) as RewriteAddress;
}

/** What VS Code was last told of a document, so that it can tell when there is something newer. */
interface Told {
  readonly text: string;
  readonly at: number;
}

/**
 * The two sides of VS Code's own diff editor over a rewrite, as files that are nowhere: the original, which cannot be
 * written, and the rewrite, which goes back to the panel as the text being written when it is saved. Nothing here writes
 * to a dataset.
 */
export class RewriteDocuments implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #editors: CurationEditors;
  readonly #store: ProposalStore;
  readonly #told = new Map<string, Told>();
  readonly #watched = new Map<string, vscode.Uri>();
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  readonly onDidChangeFile = this.#changed.event;

  constructor(editors: CurationEditors, store: ProposalStore) {
    this.#editors = editors;
    this.#store = store;
    this.#disposables.add(editors.onDidChangeActive(() => this.#tellChanges()));
  }

  watch(uri: vscode.Uri): vscode.Disposable {
    this.#watched.set(uri.toString(), uri);
    return new vscode.Disposable(() => this.#watched.delete(uri.toString()));
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { text, at } = this.#now(uri);
    const size = new TextEncoder().encode(text).length;
    const file = { type: vscode.FileType.File, ctime: 0, mtime: at, size };
    return rewriteAddress(uri).side === 'original'
      ? { ...file, permissions: vscode.FilePermission.Readonly }
      : file;
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return new TextEncoder().encode(this.#now(uri).text);
  }

  /** Makes the saved text the one that is being written in the panel. */
  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const { part, side } = rewriteAddress(uri);
    if (side === 'original')
      throw vscode.FileSystemError.NoPermissions(vscode.l10n.t('The original is not written here.'));
    const found = this.recordOf(uri);
    if (found === null)
      throw vscode.FileSystemError.Unavailable(
        vscode.l10n.t(
          'The curation editor of this rewrite was closed, or its record is gone. Open it, then save again.',
        ),
      );
    const { session, record, proposal } = found;
    const text = new TextDecoder().decode(content);
    if (session.line !== record.line) session.goTo(record.line);
    const draft = session.draftOf(record);
    if (draft !== null && draft.proposal?.id === proposal?.id) session.rewriteDraft(draft, { [part]: text });
    else session.edit(record, proposal, { [part]: text });
    this.#told.set(uri.toString(), {
      text,
      at: Math.max(Date.now(), (this.#told.get(uri.toString())?.at ?? 0) + 1),
    });
  }

  /** The record that a document's rewrite is for, in the editor that shows its dataset; null where there is none. */
  recordOf(uri: vscode.Uri): {
    readonly session: CurationSession;
    readonly record: OpenRecord;
    readonly proposal: Proposal | null;
  } | null {
    const { dataset, line, response, proposal: id } = rewriteAddress(uri);
    const session = this.#editors.of(vscode.Uri.parse(dataset));
    const proposal = id === null ? null : (this.#store.get(id) ?? null);
    if (session === null || (id !== null && proposal === null)) return null;
    const isFor = (record: OpenRecord | null): record is OpenRecord =>
      record !== null &&
      (id === null
        ? session.draftOf(record) !== null
        : this.#store.open(record, response).some((open) => open.id === id));
    const here = readLine(session.model, line).record;
    if (isFor(here)) return { session, record: here, proposal };
    const { record } = session;
    return isFor(record) ? { session, record, proposal } : null;
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #now(uri: vscode.Uri): Told {
    const text = this.#textOf(uri);
    const key = uri.toString();
    const known = this.#told.get(key);
    if (text === null) {
      // A rewrite that was decided and forgotten since: what was last seen of it is better than nothing.
      if (known !== undefined) return known;
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    if (known?.text === text) return known;
    const told = { text, at: Math.max(Date.now(), (known?.at ?? 0) + 1) };
    this.#told.set(key, told);
    return told;
  }

  #textOf(uri: vscode.Uri): string | null {
    const { dataset, line, proposal: id, part, side } = rewriteAddress(uri);
    const session = this.#editors.of(vscode.Uri.parse(dataset));
    const record = session === null ? null : readLine(session.model, line).record;
    const draft = (record === null ? null : session?.draftOf(record)) ?? session?.draft ?? null;
    const proposal = id === null ? null : (this.#store.get(id) ?? null);
    const own = draft !== null && (draft.proposal?.id ?? null) === id ? draft : null;
    if (side === 'rewrite' && own !== null)
      return part === 'answer' ? own.text : (own.reasoning?.text ?? null);
    const target =
      targetOf(proposal, part) ??
      (own === null ? null : part === 'answer' ? own.target : own.reasoning?.target) ??
      null;
    if (side === 'original') return target?.original ?? null;
    if (proposal === null || proposal.state === 'pending' || proposal.state === 'failed') return null;
    const mixed = session?.textsOf(proposal).find(({ name }) => name === part)?.text;
    return mixed ?? (part === 'answer' ? proposal.text : (proposal.reasoning?.text ?? null));
  }

  /** Documents that nobody has edited show what the panel shows. */
  #tellChanges(): void {
    const changes = [...this.#watched.values()].flatMap((uri) => {
      const text = this.#textOf(uri);
      return text === null || text === this.#told.get(uri.toString())?.text
        ? []
        : [{ type: vscode.FileChangeType.Changed, uri }];
    });
    if (changes.length > 0) this.#changed.fire(changes);
  }
}

function targetOf(proposal: Proposal | null, part: PartName): ProposalTarget | null {
  return (part === 'answer' ? proposal?.target : proposal?.reasoning?.target) ?? null;
}
