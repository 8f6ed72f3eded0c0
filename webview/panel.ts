import { render } from 'lit';
import type { HostMessage, WebviewMessage } from '../src/protocol/panel.ts';
import type { Actions, Pane } from './actions.ts';
import { announcement } from './announce.ts';
import { stepChange, toggleChange } from './changes.ts';
import { typedDraft } from './draft.ts';
import { DraftSender } from './draftSender.ts';
import {
  bringCandidate,
  candidateAt,
  findingTarget,
  focusPane,
  openSpan,
  reveal,
  scrollForRecord,
  transcriptScroller,
} from './focus.ts';
import { isHostMessage } from './hostMessage.ts';
import { installHover } from './hover.ts';
import type { KeyEntry, KeyLabels } from './keys.ts';
import { installKeysDialog, type KeysDialog } from './keysDialog.ts';
import { freezeMemory, thawMemory } from './memory.ts';
import { installSelection } from './selection.ts';
import {
  candidatesOf,
  comparisonKey,
  comparisonOf,
  initialView,
  type LocalAction,
  recordMemory,
  reduce,
  shownProposal,
  type ViewState,
} from './state.ts';
import { app } from './views/app.ts';
import type { Tools } from './views/command.ts';
import type { VsCodeApi } from './vscodeApi.ts';

const SCROLL_SETTLES_MS = 150;

/** Holds the view state, draws it at most once a frame, and passes intents to the host. */
export class Panel {
  private view: ViewState;
  private readonly tools: Tools;
  private readonly draftSender: DraftSender;
  private readonly keysDialog: KeysDialog;
  private hideHover: () => void = () => {};
  private drawing = false;
  private awaitsDraft: string | null = null;
  private scrollTimer = 0;
  /** The candidate that the host was told to keep while others still come. */
  private kept: string | null = null;
  /** The candidate that was pressed last: it is under the pointer already. */
  private pressed: string | null = null;
  /** Runs after the next drawing: what needs the new elements to exist. */
  private readonly afterDrawing: (() => void)[] = [];

  private readonly root: HTMLElement;
  private readonly status: HTMLElement;
  private readonly api: VsCodeApi;

  constructor(
    root: HTMLElement,
    status: HTMLElement,
    api: VsCodeApi,
    keys: { readonly labels: KeyLabels; readonly entries: readonly KeyEntry[] },
  ) {
    this.root = root;
    this.status = status;
    this.api = api;
    this.view = initialView(thawMemory(api.getState()));
    this.tools = { act: this.actions(), keys: keys.labels };
    this.draftSender = new DraftSender((typed) => {
      this.change({ type: 'draft-sent', ...typed });
      api.postMessage({ type: 'draft', ...typed });
    });
    this.keysDialog = installKeysDialog(keys.entries, () => focusPane(root, 'transcript'));
  }

  start(): void {
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (isHostMessage(event.data)) this.receive(event.data);
    });
    // Scrolling does not bubble, so it is caught on its way down.
    this.root.addEventListener('scroll', (event) => this.scrolled(event.target), {
      capture: true,
      passive: true,
    });
    for (const type of ['wheel', 'pointerdown', 'keydown'])
      this.root.addEventListener(type, (event) => this.reading(event), { capture: true, passive: true });
    // The layouts scroll the transcript in different places, and a new place begins at its beginning.
    for (const query of ['(max-width: 700px)', '(max-height: 420px)']) {
      matchMedia(query).addEventListener('change', () => scrollForRecord(this.root, null));
    }
    window.addEventListener('pagehide', () => this.draftSender.flush());
    installSelection(this.root, (text) => this.api.postMessage({ type: 'select-text', text }));
    this.hideHover = installHover(this.root, () => this.findings());
    this.draw();
    this.api.postMessage({ type: 'ready' });
  }

  private receive(message: HostMessage): void {
    const before = this.view;
    this.change(message);
    if (message.type === 'focus') {
      this.afterDrawing.push(() => focusPane(this.root, message.where));
      this.awaitsDraft = message.draft ?? null;
    }
    if (message.type === 'step-change') this.onChanges(() => stepChange(this.root, message.by));
    if (message.type === 'toggle-change') this.onChanges(() => toggleChange(this.root));
    if (message.type === 'request-draft') this.acceptDraft();
    if (message.type === 'show-keys') this.keysDialog.toggle();
    if (message.type !== 'state') return;
    const moved = before.recordKey !== this.view.recordKey || before.panel === null;
    const shown = shownOf(this.view);
    if (shown !== null && shown.id !== shownOf(before)?.id && shown.id !== this.pressed)
      this.afterDrawing.push(() => bringCandidate(this.root));
    if (moved || before.panel?.response !== this.view.panel?.response) this.hideHover();
    if (moved) {
      const saved = recordMemory(this.view).scroll;
      this.afterDrawing.push(() => scrollForRecord(this.root, saved));
    }
    // The host asks for the focus before the text is there. A text that was saved in another editor does not take the
    // keyboard: the keys that follow are meant for the panel.
    if (this.awaitsDraft !== null && this.view.draft?.record === this.awaitsDraft) {
      this.afterDrawing.push(() => focusPane(this.root, 'rewrite'));
      this.awaitsDraft = null;
    }
    // What was typed on another record still belongs to that record; what ended here is not wanted any more.
    if (before.draft !== null && before.draft.record !== this.view.draft?.record) {
      if (moved) this.draftSender.flush();
      else this.draftSender.drop();
    }
  }

  /** Goes to where the changes of the rewrite on show are, however it is shown now. */
  private onChanges(task: () => void): void {
    const shown = shownOf(this.view);
    if (shown === null || comparisonOf(this.view, shown) === 'diff') {
      task();
      return;
    }
    this.change({ type: 'compare', of: comparisonKey(shown), as: 'diff' });
    this.afterNextDrawing(task);
  }

  /** Whoever reads while candidates still come keeps the one that is chosen now. */
  private reading({ type, target }: Event): void {
    const { panel } = this.view;
    const shown = shownOf(this.view);
    if (type === 'pointerdown') this.pressed = target instanceof Element ? candidateAt(target) : null;
    if (panel === null || shown?.state !== 'ready' || shown.id === this.kept) return;
    // Pressing another candidate chooses that one.
    if (this.pressed !== null && this.pressed !== shown.id) return;
    if (candidatesOf(panel, shown).every(({ state }) => state !== 'pending')) return;
    this.kept = shown.id;
    this.api.postMessage({ type: 'select-proposal', id: shown.id });
  }

  /** Accepts what stands in the text area, which the host asks for when its command was run from elsewhere. */
  private acceptDraft(): void {
    const { draft } = this.view;
    if (draft === null || draft.text.trim() === '') focusPane(this.root, 'rewrite');
    else this.tools.act.send({ type: 'accept-draft', ...typedDraft(draft) });
  }

  private change(action: HostMessage | LocalAction): void {
    const before = this.view;
    this.view = reduce(before, action);
    if (action.type === 'focus') this.scheduleDrawing();
    if (this.view === before) return;
    if (this.view.memory !== before.memory) this.api.setState(freezeMemory(this.view.memory));
    const words = announcement(before, this.view);
    if (words !== null) this.status.textContent = words;
    if (action.type === 'draft-typed' && this.view.draft !== null)
      this.draftSender.typed(typedDraft(this.view.draft));
    this.scheduleDrawing();
  }

  /** Streams bring many messages a frame; one drawing shows them all. */
  private scheduleDrawing(): void {
    if (this.drawing) return;
    this.drawing = true;
    requestAnimationFrame(() => {
      this.drawing = false;
      this.draw();
    });
  }

  private draw(): void {
    const pane = document.activeElement?.closest<HTMLElement>('[data-pane]') ?? null;
    const { split, rewrite } = this.view.memory;
    this.root.style.setProperty('--split', `${split}`);
    this.root.style.setProperty('--rewrite', `${rewrite}`);
    followStream(this.root, () => render(app(this.view, this.tools), this.root));
    if (pane !== null && document.activeElement === document.body) {
      // A box of VS Code's that has the keyboard keeps it, and the panel goes on when it has it again.
      if (document.hasFocus()) this.goOnIn(pane);
      else window.addEventListener('focus', () => this.goOnIn(pane), { once: true });
    }
    for (const task of this.afterDrawing.splice(0)) task();
  }

  /**
   * When the focused button went away with its state, the keyboard goes on in the same part of the panel. Where that part
   * went too, it goes on in the transcript.
   */
  private goOnIn(pane: HTMLElement): void {
    if (document.activeElement !== document.body) return;
    if (pane.isConnected) pane.focus({ preventScroll: true });
    else focusPane(this.root, 'transcript');
  }

  private scrolled(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement) || target !== transcriptScroller(this.root)) return;
    clearTimeout(this.scrollTimer);
    const { recordKey } = this.view;
    this.scrollTimer = window.setTimeout(
      () => this.change({ type: 'scrolled', recordKey, top: target.scrollTop }),
      SCROLL_SETTLES_MS,
    );
  }

  private findings() {
    const record = this.view.panel?.record;
    if (record?.kind !== 'transcript') return [];
    return record.responses.find((r) => r.id === this.view.panel?.response)?.findings ?? [];
  }

  private actions(): Actions {
    const send = (message: WebviewMessage) => {
      // The host must know the latest text before it acts on anything, and an accepted text supersedes it.
      if (message.type === 'accept-draft' || message.type === 'cancel-draft') this.draftSender.drop();
      else this.draftSender.flush();
      this.api.postMessage(message);
    };
    return {
      send,
      run: (command, argument) =>
        send({ type: 'run', command, ...(argument === undefined ? {} : { argument }) }),
      change: (action) => this.change(action),
      showSpan: (finding) => {
        const opened = openSpan(this.view, finding);
        for (const action of opened) this.change(action);
        this.afterNextDrawing(() => reveal(this.root, findingTarget(this.view, finding), 'center'));
      },
      showFinding: (finding) => {
        this.change({ type: 'show-side' });
        this.change({ type: 'finding', key: finding });
        this.afterNextDrawing(() => reveal(this.root, { name: 'data-finding', value: finding }, 'nearest'));
      },
      showNote: (note) =>
        this.afterNextDrawing(() => reveal(this.root, { name: 'data-note', value: note }, 'nearest')),
      showPassage: (passage) => {
        this.change({ type: 'show-side' });
        this.afterNextDrawing(() => reveal(this.root, { name: 'data-passage', value: passage }, 'nearest'));
      },
      acceptDraft: () => this.acceptDraft(),
      focusPane: (pane: Pane) => {
        if (pane === 'findings' || pane === 'passages') this.change({ type: 'show-side' });
        this.afterNextDrawing(() => focusPane(this.root, pane));
      },
      leaveDraft: () => this.root.querySelector<HTMLElement>('#rewrite')?.focus({ preventScroll: true }),
      draftFocus: (focused) => {
        this.change({ type: 'draft-focus', focused });
        if (!focused) this.draftSender.flush();
      },
    };
  }

  private afterNextDrawing(task: () => void): void {
    this.afterDrawing.push(task);
    this.scheduleDrawing();
  }
}

function shownOf({ panel }: ViewState) {
  return panel === null ? null : shownProposal(panel);
}

/**
 * Keeps the end of a streaming text in view while the reader is at the end, and leaves them alone elsewhere. Whoever
 * followed it is brought to the beginning when it is whole, where reading it begins.
 */
function followStream(root: HTMLElement, draw: () => void): void {
  // Of several candidates none is the one to be followed.
  const stream = () => root.querySelector('.proposal-text [data-stream]');
  const body = root.querySelector('.rewrite-body');
  const wasStreaming = stream() !== null;
  const atEnd = body === null || body.scrollHeight - body.scrollTop - body.clientHeight < 24;
  draw();
  if (!atEnd) return;
  const now = stream()?.closest('.rewrite-body');
  if (now) now.scrollTop = now.scrollHeight;
  else if (wasStreaming) root.querySelector('.rewrite-body')?.scrollTo({ top: 0 });
}
