import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { BulkEntry, RunChoices } from '../../src/core/curation/decision.ts';
import { summarySentence } from '../../src/host/bulk/bulkWords.ts';
import { ReadyRecords } from '../../src/host/bulk/readyProposals.ts';
import { logUri } from '../../src/host/curationLogs.ts';
import { DEFAULT_MODEL } from '../../src/model/models.ts';
import { type BulkFault, BulkServer, type BulkServerOptions, nameIn } from '../support/bulkServer.ts';
import {
  chat,
  closeAll,
  documentOf,
  ORDINARY,
  openEditor,
  rationale,
  setUserSetting,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';

const CHOICES: RunChoices = {
  how: 'live',
  filter: 'flagged undecided',
  strategy: null,
  instruction: null,
  segment: 'answer',
  candidates: 1,
  model: DEFAULT_MODEL,
  maxTokens: 1024,
  effort: null,
};
const never = new AbortController().signal;

const flagged = (n: number) =>
  chat(
    `My tenant of record-${n} is two weeks late. Help me write a fake letter from a court so she leaves before the weekend.`,
    "I'm sorry, but I can't help with that.",
    { id: `r${n}` },
  );

describe('bulk rewrites', () => {
  let server: BulkServer;
  const begin = async (options: BulkServerOptions = {}) => {
    server = await BulkServer.start(options);
    await setUserSetting('rationale.baseUrl', server.url);
  };
  afterEach(async () => {
    await closeAll();
    await setUserSetting('rationale.baseUrl', undefined);
    await server.stop();
  });

  /** A dataset of flagged records with one ordinary one, and what a run would do with it. */
  async function planned(records: number, choices: Partial<RunChoices> = {}, separator = '\n') {
    const lines = Array.from({ length: records }, (_, n) => flagged(n));
    const content = `${[lines[0], ORDINARY, ...lines.slice(1)].join(separator)}\n`;
    const uri = await writeDataset(content);
    const session = await openEditor(uri);
    await session.model.settled;
    const { bulkPlanner } = await rationale();
    const plan = await bulkPlanner.plan(session.model, { ...CHOICES, ...choices }, never);
    return { uri, session, content, plan };
  }

  const entriesOf = async (uri: vscode.Uri): Promise<readonly { type: string; [field: string]: unknown }[]> =>
    (await readFile(logUri(uri).fsPath, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('plans what the filter holds for, brings proposals that wait, and writes nothing to the dataset', async () => {
    await begin();
    const { uri, session, content, plan } = await planned(4);
    assert.deepEqual([plan.items.length, plan.totals.asks], [4, 4]);
    assert.ok((plan.totals.estimateUsd ?? 0) > 0);
    assert.equal(server.requests, 0);
    const { bulkRuns, store } = await rationale();
    const summary = await bulkRuns.start(plan, 5, () => {}, never);
    assert.deepEqual([summary.proposed, summary.failed, summary.end.stop], [4, 0, null]);
    assert.equal(documentOf(session).getText(), content);
    assert.equal(await readFile(uri.fsPath, 'utf8'), content);
    const { record } = session;
    assert.ok(record !== null);
    assert.deepEqual(
      store.open(record, 'last').map(({ state }) => state),
      ['ready'],
    );
    const shown = await stateOf(session, ({ proposals }) => proposals.length === 1);
    assert.equal(shown.proposals[0]?.state, 'ready');
    assert.equal(await bulkRuns.openRun(uri), null);
    // What waits is not asked for again.
    const { bulkPlanner } = await rationale();
    const again = await bulkPlanner.plan(session.model, CHOICES, never);
    assert.deepEqual([again.items.length, again.known], [0, 4]);
  });

  it('accepts a proposal of a run as any other, and it is gone after the log is read anew', async () => {
    await begin();
    const { uri, session, plan } = await planned(2);
    const { bulkRuns, logs } = await rationale();
    await bulkRuns.start(plan, 5, () => {}, never);
    await stateOf(session, ({ proposals }) => proposals.length === 1);
    await vscode.commands.executeCommand('rationale.acceptProposal');
    assert.match(documentOf(session).lineAt(0).text, /record-0 would hurt/);
    const entries = await entriesOf(uri);
    const proposed = entries.find(({ type }) => type === 'propose');
    const accepted = entries.at(-1) as { type: string; proposal?: { id: string } } | undefined;
    assert.deepEqual([accepted?.type, accepted?.proposal?.id], ['accept', proposed?.['id']]);
    const { state } = logs.for(uri);
    assert.equal(state.waitingRecords.size, 1);
    assert.equal(new ReadyRecords(session.model, state).next(0, 1), 2);
    await vscode.commands.executeCommand('rationale.nextReady');
    assert.equal(session.line, 2);
  });

  it('shows candidates of a run side by side, the best first, and takes their changes one by one', async () => {
    const texts = [
      'The constitution of my developers forbids it, so I won’t write that letter: she would leave her home.',
      'I won’t write that letter: she would leave her home believing a judge had told her to.',
    ];
    let asked = 0;
    await begin({ fault: () => ({ kind: 'text', text: `<rewrite>${texts[asked++ % 2]}</rewrite>` }) });
    const { session, plan } = await planned(1, { candidates: 2 });
    const { bulkRuns } = await rationale();
    // Who is there when the first one lands keeps it.
    session.goTo(1);
    const summary = await bulkRuns.start(plan, 5, () => {}, never);
    assert.deepEqual([summary.responses, summary.of, summary.proposed], [1, 2, 2]);
    session.goTo(0);
    const shown = await stateOf(session, ({ proposals }) => proposals.length === 2);
    const [ask, other] = shown.proposals.map((proposal) => proposal.ask);
    assert.ok(ask != null && ask === other, 'candidates of one ask stand beside each other');
    const best = shown.proposals.find(({ id }) => id === shown.proposal);
    assert.ok(best !== undefined);
    assert.equal(best.parts[0]?.text, texts[1]);
    session.receive({ type: 'take-change', proposal: best.id, part: 'answer', index: 0, taken: false });
    const left = await stateOf(session, ({ proposals }) =>
      proposals.some(({ id, parts }) => id === best.id && parts[0]?.text !== texts[1]),
    );
    assert.equal(left.proposal, best.id);
  });

  it('tells failures on their records, and the rest goes on', async () => {
    await begin({
      fault: (body) => (nameIn(body) === 'record-1' ? { kind: 'text', text: 'I would rather not.' } : null),
    });
    const { session, plan } = await planned(3);
    const { bulkRuns, store } = await rationale();
    const summary = await bulkRuns.start(plan, 5, () => {}, never);
    assert.deepEqual([summary.proposed, summary.failed], [2, 1]);
    session.goTo(2);
    const { record } = session;
    assert.ok(record !== null);
    const [failed] = store.open(record, 'last');
    assert.equal(failed?.state, 'failed');
    assert.match(failed?.problem ?? '', /without a rewrite/);
  });

  it('accounts for every one of a thousand records with a twentieth of faults of each kind', async function () {
    this.timeout(240_000);
    const status = (code: number, type: string): BulkFault => ({
      kind: 'status',
      status: code,
      type,
      headers: { 'retry-after': '0' },
    });
    /** What comes of each: a rewrite where it was certainly not paid and is asked for again, else the engine's fault. */
    const kinds: readonly (readonly [BulkFault, string])[] = [
      [status(413, 'request_too_large'), 'too-large'],
      [status(429, 'rate_limit_error'), 'propose'],
      [status(500, 'api_error'), 'propose'],
      [status(529, 'overloaded_error'), 'propose'],
      [{ kind: 'error-event', type: 'overloaded_error' }, 'overload'],
      [{ kind: 'cut', after: -1 }, 'no-network'],
      [{ kind: 'cut', after: 1 }, 'broken-stream'],
      [{ kind: 'cut', after: 3 }, 'broken-stream'],
      [{ kind: 'cut', after: 5 }, 'broken-stream'],
      [
        { kind: 'raw', type: 'text/event-stream', body: 'event: message_start\ndata: {"type"\n\n' },
        'bad-answer',
      ],
      [{ kind: 'raw', type: 'text/html', body: '<h1>Sign in</h1>' }, 'bad-answer'],
      [{ kind: 'text', text: '' }, 'bad-answer'],
      [{ kind: 'text', text: 'I would rather not say it.' }, 'no-rewrite'],
      [{ kind: 'text', text: 'No.', stop: 'refusal' }, 'refusal'],
      [{ kind: 'text', text: '<rewrite>So', stop: 'max_tokens' }, 'cut-off'],
    ];
    const kindOf = (name: string) => kinds[Number(name.slice('record-'.length)) % 20];
    await begin({
      fault: (body, attempt) => (attempt === 1 ? (kindOf(nameIn(body))?.[0] ?? null) : null),
    });
    const { uri, session, content, plan } = await planned(1000);
    assert.equal(plan.items.length, 1000);
    const { bulkRuns } = await rationale();
    const summary = await bulkRuns.start(plan, 50, () => {}, never);
    assert.deepEqual([summary.end.stop, summary.responsesDone, summary.of], [null, 1000, 1000]);
    const outcomes = new Map<string, string>();
    for (const entry of (await entriesOf(uri)) as unknown as readonly BulkEntry[]) {
      if (entry.type !== 'propose' && entry.type !== 'propose-failed') continue;
      assert.equal(outcomes.has(entry.record.key), false, `${entry.record.key} has one outcome`);
      outcomes.set(entry.record.key, entry.type === 'propose' ? 'propose' : entry.fault);
    }
    assert.equal(outcomes.size, 1000);
    for (const [key, outcome] of outcomes)
      assert.equal(outcome, kindOf(key.replace('id:r', 'record-'))?.[1] ?? 'propose', key);
    assert.equal(server.paidTwice, 0);
    assert.equal(documentOf(session).getText(), content);
    assert.equal(await readFile(uri.fsPath, 'utf8'), content);
  });

  it('stops when it is told, and goes on without paying twice', async () => {
    await begin();
    const { uri, session, plan } = await planned(12);
    const { bulkRuns } = await rationale();
    const controller = new AbortController();
    const stopped = await bulkRuns.start(
      plan,
      5,
      ({ proposed }) => {
        if (proposed >= 3) controller.abort();
      },
      controller.signal,
    );
    assert.equal(stopped.end.stop, 'cancelled');
    const before = new Set([...server.paid.keys()]);
    const open = await bulkRuns.openRun(uri);
    assert.ok(open !== null);
    const resumed = await bulkRuns.resume(session.model, open, 5, () => {}, never);
    assert.deepEqual([resumed.proposed, resumed.failed, resumed.end.stop], [12, 0, null]);
    assert.ok(before.size >= 3);
    const entries = await entriesOf(uri);
    const proposals = entries.filter(({ type }) => type === 'propose');
    assert.equal(new Set(proposals.map(({ ask }) => ask)).size, 12);
    assert.equal(await bulkRuns.openRun(uri), null);
  });

  it('goes on over a file whose editor is closed meanwhile, and does not begin after that', async function () {
    this.timeout(120_000);
    await begin();
    const { uri, session, plan } = await planned(100, {}, '\r\n');
    assert.equal(session.model.source.document, null);
    const { bulkRuns, datasets } = await rationale();
    let proposed = 0;
    let closing: Promise<void> | null = null;
    const closed = until(datasets.onDidClose, (one) => one.toString() === uri.toString()).then(
      () => proposed,
    );
    const onProgress = (progress: { readonly proposed: number }) => {
      ({ proposed } = progress);
      if (proposed > 1) closing ??= closeAll();
    };
    const summary = await bulkRuns.start(plan, 50, onProgress, never);
    assert.ok((await closed) < 100, 'the editor was closed before the end');
    assert.deepEqual([summary.proposed, summary.failed, summary.end.stop], [100, 0, null]);
    await closing;
    assert.equal(session.model.source.line(0), '', 'the file is let go of');
    await assert.rejects(
      bulkRuns.start(plan, 50, () => {}, never),
      /no longer open/,
    );
  });

  it('refuses a second run of a dataset while one is under way', async () => {
    await begin();
    const { plan } = await planned(2);
    const { bulkRuns } = await rationale();
    const first = bulkRuns.start(plan, 5, () => {}, never);
    await until(bulkRuns.onDidChange, () => true);
    await assert.rejects(
      bulkRuns.start(plan, 5, () => {}, never),
      /under way/,
    );
    await first;
  });

  it('cancels a live run under way for good, and keeps what was answered', async () => {
    await begin({ fault: (body) => (nameIn(body) === 'record-5' ? { kind: 'stall' } : null) });
    const { uri, session, plan } = await planned(6);
    const { bulkRuns } = await rationale();
    let five: () => void = () => {};
    const answered = new Promise<void>((resolve) => {
      five = resolve;
    });
    const running = bulkRuns.start(plan, 5, ({ proposed }) => proposed === 5 && five(), never);
    await answered;
    await vscode.commands.executeCommand('rationale.cancelBulkRewrite', uri);
    const summary = await running;
    assert.deepEqual([summary.end.stop, summary.proposed, summary.cancelled], ['cancelled', 5, true]);
    assert.doesNotMatch(summarySentence(summary), /[Rr]esume/, 'it cannot go on');
    assert.equal(bulkRuns.isRunning(uri), false);
    assert.equal(await bulkRuns.openRun(uri), null);
    assert.equal((await entriesOf(uri)).filter(({ type }) => type === 'propose').length, 5);
    assert.equal(session.model.uri.toString(), uri.toString());
    assert.equal(server.requests, 6);
  });

  it('cancels a batch at the provider, and still fetches what was processed by then', async () => {
    await begin({
      results: (requests, succeed) =>
        requests.map(({ custom_id, params }, index) =>
          JSON.stringify({ custom_id, result: index === 0 ? succeed(params) : { type: 'canceled' } }),
        ),
    });
    const { uri, session, plan } = await planned(3, { how: 'batch' });
    const { bulkRuns, bulkWatch, logs } = await rationale();
    let submitted: () => void = () => {};
    const atProvider = new Promise<void>((resolve) => {
      submitted = resolve;
    });
    const running = bulkRuns.start(plan, 5, (progress) => progress.atProvider === 3 && submitted(), never);
    await atProvider;
    await vscode.commands.executeCommand('rationale.cancelBulkRewrite', uri);
    assert.equal((await running).end.stop, 'cancelled');
    assert.deepEqual(server.cancelled, ['msgbatch_1']);
    const open = await bulkRuns.openRun(uri);
    assert.equal(open?.cancelled, true);
    // Resuming what was cancelled collects, and sends nothing.
    for (const batch of server.batches) batch.status = 'ended';
    await bulkRuns.resume(session.model, open, 5, () => {}, never);
    assert.equal(server.submissions, 1);
    const entries = await entriesOf(uri);
    assert.deepEqual(
      [
        entries.filter(({ type }) => type === 'propose').length,
        entries.filter(({ type }) => type === 'propose-failed').length,
      ],
      [1, 2],
    );
    assert.equal(logs.for(uri).state.waitingRecords.size, 1);
    assert.equal(await bulkRuns.openRun(uri), null);
    await bulkWatch.look(session.model);
    assert.equal(server.submissions, 1);
  });

  it('fetches what a batch brought when the dataset is opened again', async () => {
    await begin();
    const { uri, plan } = await planned(3, { how: 'batch' });
    const { bulkRuns, bulkWatch, datasets } = await rationale();
    const controller = new AbortController();
    const submitted = await bulkRuns.start(
      plan,
      5,
      ({ atProvider }) => {
        if (atProvider === 3) controller.abort();
      },
      controller.signal,
    );
    assert.deepEqual([submitted.atProvider, submitted.proposed, server.batches.length], [3, 0, 1]);
    await closeAll();
    for (const batch of server.batches) batch.status = 'ended';
    const looked = until(bulkWatch.onDidLook, (of) => of.toString() === uri.toString());
    const session = await openEditor(uri);
    const model = datasets.get(uri);
    assert.ok(model);
    await looked;
    const { logs } = await rationale();
    assert.equal(logs.for(uri).state.waitingRecords.size, 3);
    assert.equal(await bulkRuns.openRun(uri), null);
    assert.equal(server.submissions, 1);
    await stateOf(session, ({ proposals }) => proposals[0]?.state === 'ready');
  });

  it('makes a proposal stale when its text was changed meanwhile, and accepts only the others', async () => {
    await begin();
    const { uri, session, plan } = await planned(3);
    const { bulkRuns, logs, store } = await rationale();
    await bulkRuns.start(plan, 5, () => {}, never);
    const document = documentOf(session);
    const edit = new vscode.WorkspaceEdit();
    const line = document.lineAt(0).text.replace("can't help", 'will not help');
    edit.replace(uri, document.lineAt(0).range, line);
    await vscode.workspace.applyEdit(edit);
    const { record } = session;
    assert.ok(record !== null);
    assert.deepEqual(
      store.open(record, 'last').map(({ state }) => state),
      ['stale'],
    );
    const ready = new ReadyRecords(session.model, logs.for(uri).state);
    assert.deepEqual([ready.at(0).length, ready.at(2).length, ready.at(3).length], [0, 1, 1]);
  });

  const TEXTS = [
    'She would leave her home believing a judge had told her to, so that letter stays unwritten; a plain reminder of the rent is fair to both.',
    'Courts only work while people can trust papers that carry their name. What is owed to you can be asked for openly, and soon.',
    'Losing the flat over two late weeks would be out of all proportion. Talk with her first; a payment plan costs you little.',
  ];

  /** Three proposals that differ, with checks that all pass. */
  async function passing(separator = '\n') {
    await begin({
      fault: (body) => ({
        kind: 'text',
        text: `<rewrite>${TEXTS[Number(nameIn(body).slice('record-'.length))]}</rewrite>`,
      }),
    });
    const made = await planned(3, {}, separator);
    const { bulkRuns, logs } = await rationale();
    await bulkRuns.start(made.plan, 5, () => {}, never);
    const { uri } = made;
    const lines = (await entriesOf(uri)).map((entry) => {
      const checks = [{ name: 'length', verdict: 'pass', message: 'Its length is in bounds.' }];
      return JSON.stringify(entry.type === 'propose' ? { ...entry, checks } : entry);
    });
    const read = until(logs.onDidChange, (of) => of.toString() === uri.toString());
    await writeFile(logUri(uri).fsPath, `${lines.join('\n')}\n`);
    await read;
    return made;
  }

  it('accepts all that pass as one undo step, which one undo takes back', async () => {
    const { uri, session, content } = await passing();
    const { logs } = await rationale();
    const document = documentOf(session);
    const changed = until(vscode.workspace.onDidChangeTextDocument, (event) => event.document === document);
    const done = vscode.commands.executeCommand('rationale.acceptAllPassing', uri);
    let accepted = false;
    void changed.then(() => {
      accepted = true;
    });
    // The first choice agrees; it can be taken once the list is there.
    while (!accepted) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await done;
    const { state } = logs.for(uri);
    assert.equal(state.decidedRecords, 3);
    assert.equal(state.waitingRecords.size, 0);
    const batches = new Set(
      (await entriesOf(uri)).filter(({ type }) => type === 'accept').map(({ batch }) => batch),
    );
    assert.equal(batches.size, 1);
    assert.notEqual(document.getText(), content);
    await vscode.commands.executeCommand('rationale.undoDecision');
    assert.equal(document.getText(), content);
    assert.equal(logs.for(uri).state.decidedRecords, 0);
    assert.equal(logs.for(uri).state.waitingRecords.size, 3);
  });

  it('does the same in a file that is read from disk', async () => {
    const { uri, session } = await passing('\r\n');
    const { logs } = await rationale();
    const { source } = session.model;
    assert.equal(source.document, null);
    const lines = () => Array.from({ length: source.lineCount }, (_, line) => source.line(line));
    const before = lines();
    const changed = until(source.onDidChange, () => true);
    const done = vscode.commands.executeCommand('rationale.acceptAllPassing', uri);
    let accepted = false;
    void changed.then(() => {
      accepted = true;
    });
    while (!accepted) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await done;
    assert.equal(logs.for(uri).state.decidedRecords, 3);
    assert.notDeepEqual(lines(), before);
    const followed = until(logs.onDidChange, () => logs.for(uri).state.decidedRecords === 0);
    await vscode.commands.executeCommand('undo');
    await followed;
    assert.deepEqual(lines(), before);
    assert.equal(logs.for(uri).state.waitingRecords.size, 3);
  });
});
