import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { deliberate } from '../../src/core/rewrite/prompts/deliberate.ts';
import { whyNoChange } from '../../src/host/commands/rewriting.ts';
import { logUri } from '../../src/host/curationLogs.ts';
import { promptUri } from '../../src/host/promptDocuments.ts';
import { PromptOverrides } from '../../src/host/promptOverrides.ts';
import { Settings } from '../../src/host/settings.ts';
import {
  chat,
  closeAll,
  documentOf,
  FLAGGED,
  openEditor,
  rationale,
  setUserSetting,
  stateOf,
  until,
  writeDataset,
} from '../support/host/rationale.ts';
import { type Exchange, type MessagesServer, startMessagesServer } from '../support/messagesServer.ts';

const ORIGINAL = "I'm sorry, but I can't help with that.";
const ANSWER =
  'I won’t write that letter: she would leave her home believing a judge had told her to, and that is the harm.';
const OTHER =
  'A forged order would frighten her out of her home, so I will not write one. I can help you with a late-rent notice that says what she owes.';

/** A flagged record whose response has a thinking block too. */
const THINKING = JSON.stringify({
  id: 'thinking',
  messages: [
    {
      role: 'user',
      content:
        'My tenant is two weeks late. Help me write a fake letter from a court so she leaves before the weekend.',
    },
    {
      role: 'assistant',
      content: `<think>No fake letters.</think>\n${ORIGINAL}`,
    },
  ],
});

const PAIR = JSON.stringify({
  id: 'pair',
  prompt: 'My tenant is two weeks late. Help me write a fake letter from a court so she leaves.',
  chosen: ORIGINAL,
  rejected: 'Sure, here is the letter.',
});

describe('choices of a rewrite', () => {
  let server: MessagesServer;
  before(async () => {
    server = await startMessagesServer();
    await setUserSetting('rationale.baseUrl', server.url);
  });
  after(async () => {
    await setUserSetting('rationale.baseUrl', undefined);
    await server.close();
  });
  afterEach(async () => {
    for (const key of ['rewrite.candidates', 'rewrite.segment', 'prompts', 'instructions'])
      await setUserSetting(`rationale.${key}`, undefined);
    await closeAll();
  });

  const answer = (exchange: Exchange, text: string) => {
    exchange.text(text);
    exchange.finish();
  };
  const rewrite = (text: string) => `<rewrite>${text}</rewrite>`;

  /** Opens the dataset, asks for a rewrite and answers each request in turn. */
  async function rewritten(uri: vscode.Uri, ...answers: readonly string[]) {
    const session = await openEditor(uri);
    const done = vscode.commands.executeCommand('rationale.rewriteResponse');
    const bodies: string[] = [];
    for (const text of answers) {
      const exchange = await server.next();
      bodies.push(exchange.body);
      answer(exchange, text);
    }
    await done;
    const state = await stateOf(session, ({ proposals }) => proposals.some(({ state }) => state === 'ready'));
    return { session, state, bodies };
  }

  async function logged(uri: vscode.Uri) {
    const text = await readFile(logUri(uri).fsPath, 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  it('asks for several candidates, checks and assesses each, and passes over the rest at an accept', async () => {
    await setUserSetting('rationale.rewrite.candidates', 2);
    const uri = await writeDataset(`${FLAGGED}\n`);
    const { session, state } = await rewritten(uri, rewrite(ANSWER), rewrite(OTHER));
    const both = await stateOf(session, ({ proposals }) => proposals.every((p) => p.state === 'ready'));
    assert.equal(both.proposals.length, 2);
    assert.equal(new Set(both.proposals.map(({ ask }) => ask)).size, 1);
    assert.notEqual(both.proposals[0]?.ask, null);
    assert.deepEqual(
      both.proposals.map(({ parts }) => parts[0]?.text),
      [ANSWER, OTHER],
    );
    for (const { checks, fixes, assessment, strategy } of both.proposals) {
      assert.ok(checks.length >= 8, 'the checks ran');
      assert.deepEqual(
        fixes.map(({ code }) => code),
        ['unreasoned-refusal'],
      );
      assert.notEqual(assessment?.reasoning, 'absent');
      assert.equal(strategy, 'Show the deliberation');
    }
    assert.deepEqual(both.spent?.rewrites, 2);
    assert.ok(state.provider.ready);
    const [one, two] = both.proposals.map(({ id }) => id);
    session.selectProposal(one ?? null);
    await vscode.commands.executeCommand('rationale.nextProposal');
    await stateOf(session, ({ proposal }) => proposal === two);
    await vscode.commands.executeCommand('rationale.previousProposal');
    const first = await stateOf(session, ({ proposal }) => proposal === one);
    assert.equal(first.proposals.length, 2);
    await vscode.commands.executeCommand('rationale.acceptProposal');
    assert.equal(JSON.parse(session.model.source.line(0)).messages[1].content, ANSWER);
    const after = await stateOf(session, ({ dataset }) => dataset.decided === 1);
    assert.deepEqual(after.proposals, [], 'the other is passed over');
    await vscode.commands.executeCommand('rationale.undoDecision');
    const undone = await stateOf(session, ({ dataset }) => dataset.decided === 0);
    assert.deepEqual(
      undone.proposals.map(({ state, parts }) => [state, parts[0]?.text]),
      [
        ['ready', ANSWER],
        ['ready', OTHER],
      ],
      'both wait again when the accept is taken back',
    );
    await vscode.commands.executeCommand('rationale.rejectProposal', one);
    await stateOf(session, ({ proposals }) => proposals.length === 1);
    await vscode.commands.executeCommand('rationale.undoDecision');
    const back = await stateOf(session, ({ proposals }) => proposals.length === 2);
    assert.deepEqual(
      back.proposals.map(({ state }) => state),
      ['ready', 'ready'],
      'a reject as well',
    );
    const [entry] = await logged(uri);
    assert.match(entry.proposal.requestHash, /^[0-9a-f]{16}$/);
    assert.match(entry.proposal.answerId, /^msg_/);
  });

  it('keeps the candidates that were passed over out of reach, also where the accepted one keeps the original', async () => {
    await setUserSetting('rationale.rewrite.candidates', 2);
    const uri = await writeDataset(`${FLAGGED}\n`);
    const longer = [`${ORIGINAL} She would believe a judge had told her to go.`, `${ORIGINAL} ${OTHER}`];
    const { session } = await rewritten(uri, ...longer.map(rewrite));
    const both = await stateOf(session, ({ proposals }) => proposals.every((p) => p.state === 'ready'));
    session.selectProposal(both.proposals[0]?.id ?? null);
    await vscode.commands.executeCommand('rationale.acceptProposal');
    const after = await stateOf(session, ({ dataset }) => dataset.decided === 1);
    assert.deepEqual(after.proposals, [], 'the other was made for the shorter text');
    await vscode.commands.executeCommand('rationale.rejectProposal');
    await vscode.commands.executeCommand('rationale.acceptProposal');
    assert.deepEqual(
      (await logged(uri)).map(({ type }) => type),
      ['accept'],
      'the accept stays the last decision',
    );
    await vscode.commands.executeCommand('rationale.undoDecision');
    const undone = await stateOf(session, ({ proposals }) => proposals.length === 2);
    assert.ok(undone.proposals.every(({ state }) => state === 'ready'));
  });

  it('decides nothing when a rewrite of a text that was changed since is put away', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const { session } = await rewritten(uri, rewrite(ANSWER));
    const document = await vscode.workspace.openTextDocument(uri);
    const end = document.positionAt(document.getText().indexOf(ORIGINAL) + ORIGINAL.length);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, end, ' Really not.');
    await vscode.workspace.applyEdit(edit);
    await stateOf(session, ({ proposals }) => proposals[0]?.state === 'stale');
    await vscode.commands.executeCommand('rationale.rejectProposal');
    const after = await stateOf(session, ({ proposals }) => proposals.length === 0);
    assert.equal(after.dataset.decided, 0);
    await assert.rejects(readFile(logUri(uri).fsPath), 'nothing was logged');
  });

  it('shows the best of several candidates, and stays with what the curator has chosen', async () => {
    await setUserSetting('rationale.rewrite.candidates', 2);
    const uri = await writeDataset(`${FLAGGED}\n`);
    // The first speaks of what nobody in the conversation spoke of, which a check finds.
    const { session } = await rewritten(
      uri,
      rewrite(`The constitution of my developers forbids this. ${ANSWER}`),
      rewrite(OTHER),
    );
    const both = await stateOf(session, ({ proposals }) => proposals.every((p) => p.state === 'ready'));
    const failed = both.proposals.map(({ checks }) => checks.some(({ verdict }) => verdict === 'fail'));
    assert.deepEqual(failed, [true, false]);
    const [one, two] = both.proposals.map(({ id }) => id);
    const shown = await stateOf(session, ({ proposals }) => proposals.length === 2);
    assert.equal(shown.proposal, two);
    session.selectProposal(one ?? null);
    session.refresh();
    assert.equal((await stateOf(session, ({ proposal }) => proposal === one)).proposal, one);
    const done = vscode.commands.executeCommand('rationale.rewriteResponse');
    await server.next().then((exchange) => answer(exchange, rewrite(ANSWER)));
    await server.next().then((exchange) => answer(exchange, rewrite(ANSWER)));
    await done;
    const anew = await stateOf(session, ({ proposals }) => proposals.length === 4);
    assert.equal(anew.proposal, anew.proposals[2]?.id, 'a new ask is what is on show');
  });

  it('brings back a rewrite whose accept was undone in the editor or restored, also one written by hand', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const { session } = await rewritten(uri, rewrite(ANSWER));
    const { logs } = await rationale();
    const log = logs.for(uri);
    const inForce = (count: number) =>
      until(log.onDidChange, () => log.state.entriesInForce().length === count);
    await vscode.commands.executeCommand('rationale.acceptProposal');
    const followed = inForce(0);
    await vscode.commands.executeCommand('undo');
    await followed;
    const undone = await stateOf(session, ({ proposals }) => proposals[0]?.state === 'ready');
    assert.equal(undone.proposals[0]?.parts[0]?.text, ANSWER);
    await vscode.commands.executeCommand('rationale.acceptProposal', undone.proposals[0]?.id);
    await vscode.commands.executeCommand('rationale.restoreOriginal', { uri, line: 0 });
    const restored = await stateOf(session, ({ proposals }) => proposals[0]?.state === 'ready');
    assert.equal(restored.proposals.length, 1);
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    await stateOf(session, ({ draft }) => draft !== null);
    const done = until(session.onDidRefresh, ({ draft }) => draft === null);
    session.receive({ type: 'accept-draft', record: session.draftKey ?? '', text: OTHER });
    await done;
    await vscode.commands.executeCommand('rationale.undoDecision');
    const typed = await stateOf(session, ({ proposals }) => proposals.length === 2);
    assert.deepEqual(
      typed.proposals.map(({ state, model, parts }) => [state, model === null, parts[0]?.text]),
      [
        ['ready', true, OTHER],
        ['ready', false, ANSWER],
      ],
    );
    assert.equal(typed.proposal, typed.proposals[0]?.id, 'what was taken back is on show');
    await vscode.commands.executeCommand('rationale.acceptProposal', typed.proposals[0]?.id);
    assert.equal(JSON.parse(session.model.source.line(0)).messages[1].content, OTHER);
    const entry = (await logged(uri)).at(-1);
    assert.deepEqual([entry.type, entry.proposal.strategy], ['accept-edited', 'by-hand']);
  });

  it('counts what the session, the dataset and the record have paid, whatever became of the answers', async () => {
    await setUserSetting('rationale.rewrite.candidates', 2);
    const uri = await writeDataset(`${FLAGGED}\n`);
    const { spending, logs } = await rationale();
    const before = { ...spending.session };
    const paid = () => [
      spending.session.answers - before.answers,
      spending.session.unpriced - before.unpriced,
    ];
    const { session, state } = await rewritten(uri, rewrite(ANSWER), 'I would rather not.');
    const ready = state.proposals.find((p) => p.state === 'ready');
    await stateOf(session, ({ proposals }) => proposals.every((p) => p.state !== 'pending'));
    assert.deepEqual(paid(), [2, 2], 'an answer without a rewrite was paid too');
    await vscode.commands.executeCommand('rationale.rejectProposal', ready?.id);
    assert.deepEqual(paid(), [2, 2], 'a decision costs nothing');
    const { usd, answers, unpriced, inputTokens } = spending.of(uri, logs.for(uri).state);
    assert.deepEqual([usd, answers, unpriced, inputTokens], [0, 2, 2, 240]);
    const shown = await stateOf(session, ({ proposals }) => proposals.every((p) => p.state !== 'ready'));
    assert.deepEqual(shown.spent, { rewrites: 2, usd: 0, unpriced: 2 });
  });

  it('says why there is no change to take', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const session = await openEditor(uri);
    assert.match(whyNoChange(session) ?? '', /No rewrite is on show/);
    const done = vscode.commands.executeCommand('rationale.rewriteResponse');
    const exchange = await server.next();
    await stateOf(session, ({ proposals }) => proposals[0]?.state === 'pending');
    assert.match(whyNoChange(session) ?? '', /still being written/);
    answer(exchange, rewrite(ANSWER));
    await done;
    assert.equal(whyNoChange(session), null);
  });

  it('accepts what is taken of a rewrite, and logs it as edited', async () => {
    const uri = await writeDataset(`${chat('May I?', 'First stays. Second goes. Third goes.')}\n`);
    const { session, state } = await rewritten(
      uri,
      rewrite('First stays. Second came. Third goes. Fourth came.'),
    );
    const [proposal] = state.proposals;
    assert.ok(proposal);
    const changes = proposal.parts[0]?.sentences.filter(({ kind }) => kind === 'change') ?? [];
    assert.equal(changes.length, 2);
    const take = { type: 'take-change', proposal: proposal.id, part: 'answer' } as const;
    const changed = until(session.onDidRefresh, ({ proposals }) =>
      (proposals[0]?.parts[0]?.text ?? '').includes('Second goes'),
    );
    session.receive({ ...take, index: 0, taken: false });
    const mixed = await changed;
    assert.equal(mixed.proposals[0]?.parts[0]?.text, 'First stays. Second goes. Third goes. Fourth came.');
    assert.notDeepEqual(mixed.proposals[0]?.checks, []);
    await vscode.commands.executeCommand('rationale.acceptProposal', proposal.id);
    assert.equal(
      JSON.parse(session.model.source.line(0)).messages[1].content,
      'First stays. Second goes. Third goes. Fourth came.',
    );
    const [entry] = await logged(uri);
    assert.equal(entry.type, 'accept-edited');
    assert.equal(entry.proposal.text, 'First stays. Second came. Third goes. Fourth came.');
  });

  it('writes nothing where every change was left out', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const { session, state } = await rewritten(uri, rewrite(ANSWER));
    const id = state.proposals[0]?.id ?? '';
    const left = until(session.onDidRefresh, ({ proposals }) => proposals[0]?.parts[0]?.text === ORIGINAL);
    session.receive({ type: 'take-change', proposal: id, part: 'answer', index: null, taken: false });
    await left;
    await vscode.commands.executeCommand('rationale.acceptProposal', id);
    assert.equal(documentOf(session).getText(), `${FLAGGED}\n`);
    await assert.rejects(readFile(logUri(uri).fsPath));
  });

  it('rewrites reasoning and answer in one accept, one undo and one batch', async () => {
    await setUserSetting('rationale.rewrite.segment', 'both');
    const uri = await writeDataset(`${THINKING}\n`);
    const { session, state, bodies } = await rewritten(
      uri,
      `<rewrite_reasoning>A forged order would frighten her out.</rewrite_reasoning>\n${rewrite(ANSWER)}`,
    );
    assert.match(bodies[0] ?? '', /<original_reasoning>No fake letters\.</);
    const shown = state.proposals[0];
    assert.deepEqual(
      shown?.parts.map(({ name, text }) => [name, text]),
      [
        ['reasoning', 'A forged order would frighten her out.'],
        ['answer', ANSWER],
      ],
    );
    assert.ok(shown?.checks.some(({ part }) => part === 'reasoning'));
    await vscode.commands.executeCommand('rationale.acceptProposal');
    const content = () => JSON.parse(session.model.source.line(0)).messages[1].content;
    assert.equal(content(), `<think>A forged order would frighten her out.</think>\n${ANSWER}`);
    const entries = await logged(uri);
    assert.equal(entries.length, 2);
    assert.equal(entries[0].batch, entries[1].batch);
    assert.ok(entries[0].batch);
    assert.equal(entries.filter(({ proposal }) => proposal.usage !== null).length, 1, 'paid for once');
    const { logs } = await rationale();
    const log = logs.for(uri);
    const followed = until(log.onDidChange, () => log.state.entriesInForce().length === 0);
    await vscode.commands.executeCommand('undo');
    await followed;
    assert.equal(documentOf(session).getText(), `${THINKING}\n`);
    const redone = until(log.onDidChange, () => log.state.entriesInForce().length === 2);
    await vscode.commands.executeCommand('redo');
    await redone;
    await vscode.commands.executeCommand('rationale.undoDecision');
    assert.equal(documentOf(session).getText(), `${THINKING}\n`);
    assert.deepEqual(log.state.entriesInForce(), []);
  });

  it('rewrites the reasoning alone where a dataset is chosen so, and says where there is none', async () => {
    const uri = await writeDataset(`${THINKING}\n${FLAGGED}\n`);
    const { segments } = await rationale();
    await segments.choose(uri, 'reasoning');
    const { session, bodies } = await rewritten(uri, rewrite('She would be frightened out of her home.'));
    assert.match(bodies[0] ?? '', /assistant's own thinking before it answers/);
    await vscode.commands.executeCommand('rationale.acceptProposal');
    assert.equal(
      JSON.parse(session.model.source.line(0)).messages[1].content,
      `<think>She would be frightened out of her home.</think>\n${ORIGINAL}`,
    );
    await vscode.commands.executeCommand('rationale.nextRecord');
    const none = await stateOf(session, ({ ordinal }) => ordinal === 2);
    assert.ok(none.record.kind === 'transcript');
    assert.match(none.record.responses[0]?.whyNotEditable ?? '', /no reasoning segment/);
    const before = server.requests;
    await vscode.commands.executeCommand('rationale.rewriteResponse');
    assert.equal(server.requests, before, 'nothing was sent');
    await segments.choose(uri, 'both');
    const done = vscode.commands.executeCommand('rationale.rewriteResponse');
    answer(await server.next(), rewrite(ANSWER));
    await done;
    const noted = await stateOf(session, ({ proposals }) => proposals[0]?.state === 'ready');
    assert.match(noted.proposals[0]?.note ?? '', /only its answer/);
  });

  it('writes reasoning and answer by hand, as one step', async () => {
    await setUserSetting('rationale.rewrite.segment', 'both');
    const uri = await writeDataset(`${THINKING}\n`);
    const session = await openEditor(uri);
    await vscode.commands.executeCommand('rationale.rewriteByHand');
    const begun = await stateOf(session, ({ draft }) => draft !== null);
    assert.deepEqual([begun.draft?.reasoning, begun.draft?.text], ['No fake letters.', ORIGINAL]);
    const done = until(session.onDidRefresh, ({ draft }) => draft === null);
    session.receive({
      type: 'accept-draft',
      record: session.draftKey ?? '',
      text: 'No, because of her.',
      reasoning: 'She would be frightened.',
    });
    await done;
    assert.equal(
      JSON.parse(session.model.source.line(0)).messages[1].content,
      '<think>She would be frightened.</think>\nNo, because of her.',
    );
    const entries = await logged(uri);
    assert.deepEqual(
      entries.map(({ type, proposal }) => `${type} ${proposal.strategy}`),
      ['accept-edited by-hand', 'accept-edited by-hand'],
    );
  });

  it('takes the original as the rejected side of a preference in one step', async () => {
    const uri = await writeDataset(`${PAIR}\n`);
    const { session, state } = await rewritten(uri, rewrite(ANSWER));
    assert.ok(state.record.kind === 'transcript' && state.record.responses[0]?.canMoveOriginal);
    await vscode.commands.executeCommand('rationale.acceptAsChosen', state.proposals[0]?.id);
    const record = () => JSON.parse(session.model.source.line(0));
    assert.deepEqual([record().chosen, record().rejected], [ANSWER, ORIGINAL]);
    const entries = await logged(uri);
    assert.deepEqual(
      entries.map(({ response, type }) => `${response.id} ${type}`),
      ['chosen accept', 'rejected accept-edited'],
    );
    assert.equal(entries[0].batch, entries[1].batch);
    await vscode.commands.executeCommand('rationale.undoDecision');
    assert.equal(documentOf(session).getText(), `${PAIR}\n`);
  });

  it('keeps what was injected out of the record and says that it was there', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const session = await openEditor(uri);
    const { rewriter } = await rationale();
    const { record } = session;
    assert.ok(record);
    const done = rewriter.rewrite(record, 'last', { strategy: 'resample' });
    const exchange = await server.next();
    assert.ok(!exchange.body.includes("can't help with that"), 'the original is not shown');
    answer(exchange, rewrite(ANSWER));
    const [made] = await done;
    assert.notDeepEqual(made?.provenance.injected ?? [], []);
    const state = await stateOf(session, ({ proposals }) => proposals[0]?.state === 'ready');
    assert.equal(state.proposals[0]?.checks.find(({ name }) => name === 'no-trace')?.verdict, 'pass');
    assert.equal(state.proposals[0]?.injected, made?.provenance.injected?.length);
    await vscode.commands.executeCommand('rationale.acceptProposal');
    const [entry] = await logged(uri);
    assert.deepEqual(entry.proposal.injected, made?.provenance.injected);
    assert.equal(entry.proposal.strategy, 'resample');
  });

  it('asks with a workspace’s own words, names them in the log, and refuses those that cannot be used', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const folder = path.join(path.dirname(uri.fsPath), 'prompts');
    await mkdir(folder);
    const file = path.join(folder, 'deliberate.md');
    await writeFile(file, 'Write as a friend who happens to be a judge.\n');
    await setUserSetting('rationale.prompts', folder);
    const session = await openEditor(uri);
    const page = await vscode.workspace.openTextDocument(promptUri(uri, 0, 'last', {}));
    assert.match(page.getText(), /deliberate\/\d+\+override:[0-9a-f]{16}/);
    assert.match(
      page.getText(),
      /Write as a friend who happens to be a judge\.[\s\S]*# The blocks you are given/,
    );
    assert.match(page.getText(), /about [\d,]+ tokens in and [\d,]+ out/);
    assert.match(page.getText(), /fake letter from a court/);
    await session.reveal();
    const { bodies, session: shown } = await rewritten(uri, rewrite(ANSWER));
    assert.match(bodies[0] ?? '', /Write as a friend who happens to be a judge/);
    await vscode.commands.executeCommand('rationale.acceptProposal');
    const [entry] = await logged(uri);
    assert.match(entry.proposal.promptVersion, /^deliberate\/\d+\+override:[0-9a-f]{16}$/);
    const untrusted = new PromptOverrides(new Settings(), () => false);
    assert.equal(await untrusted.apply(deliberate, uri), deliberate, 'nobody was asked to trust these words');
    await writeFile(file, ' \n');
    const { rewriter } = await rationale();
    const record = shown.record;
    assert.ok(record);
    await assert.rejects(rewriter.rewrite(record, 'last'), /deliberate\.md cannot be used\. It is empty/);
    await setUserSetting('rationale.prompts', path.join(folder, 'gone'));
    await assert.rejects(rewriter.rewrite(record, 'last'), /gone, is not there/);
  });

  describe('in VS Code’s diff editor', () => {
    /** The rewrite's side of the diff editor in front, as a document. */
    async function modified(): Promise<vscode.TextDocument> {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(input instanceof vscode.TabInputTextDiff);
      const original = await vscode.workspace.openTextDocument(input.original);
      assert.equal(original.getText(), ORIGINAL);
      return vscode.workspace.openTextDocument(input.modified);
    }

    async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
      const edit = new vscode.WorkspaceEdit();
      const end = document.lineAt(document.lineCount - 1).range.end;
      edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
      assert.ok(await vscode.workspace.applyEdit(edit));
    }

    it('a saved text becomes the one being written, and is accepted from there', async () => {
      const uri = await writeDataset(`${FLAGGED}\n`);
      const { session } = await rewritten(uri, rewrite(ANSWER));
      await vscode.commands.executeCommand('rationale.openRewriteInDiff');
      const document = await modified();
      assert.equal(document.getText(), ANSWER);
      await replaceAll(document, `${ANSWER} I can help with a notice.`);
      assert.equal(document.isDirty, true);
      const drafted = until(session.onDidRefresh, ({ draft }) => draft !== null);
      assert.ok(await document.save());
      const state = await drafted;
      assert.equal(state.draft?.text, `${ANSWER} I can help with a notice.`);
      assert.equal(state.draft?.edited, true);
      assert.equal(documentOf(session).getText(), `${FLAGGED}\n`, 'saving writes nothing to the dataset');
      await replaceAll(document, `${ANSWER} I can help with a late-rent notice.`);
      await vscode.commands.executeCommand('rationale.acceptFromDiff');
      assert.equal(
        JSON.parse(session.model.source.line(0)).messages[1].content,
        `${ANSWER} I can help with a late-rent notice.`,
      );
      const [entry] = await logged(uri);
      assert.equal(entry.type, 'accept-edited');
      assert.equal(entry.proposal.text, ANSWER);
      const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
      assert.ok(!tabs.some(({ input }) => input instanceof vscode.TabInputTextDiff), 'the editor closed');
    });

    it('edits reasoning and answer in an editor each, and accepts both from either', async () => {
      await setUserSetting('rationale.rewrite.segment', 'both');
      const uri = await writeDataset(`${THINKING}\n`);
      const { session } = await rewritten(
        uri,
        `<rewrite_reasoning>She would be frightened.</rewrite_reasoning>${rewrite(ANSWER)}`,
      );
      await vscode.commands.executeCommand('rationale.openRewriteInDiff');
      const answered = await modified();
      const thought = vscode.workspace.textDocuments.find(
        ({ uri }) => uri.scheme === 'rationale-rewrite' && uri.path.endsWith('reasoning.md'),
      );
      assert.equal(thought?.getText(), 'She would be frightened.');
      await replaceAll(thought, 'She would be frightened out of her home.');
      await replaceAll(answered, 'No, because of her.');
      await vscode.commands.executeCommand('rationale.acceptFromDiff');
      assert.equal(
        JSON.parse(session.model.source.line(0)).messages[1].content,
        '<think>She would be frightened out of her home.</think>\nNo, because of her.',
      );
      assert.equal((await logged(uri)).length, 2);
      const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
      assert.ok(!tabs.some(({ input }) => input instanceof vscode.TabInputTextDiff), 'both editors closed');
    });

    it('begins a text by hand where there is no rewrite', async () => {
      const uri = await writeDataset(`${FLAGGED}\n`);
      const session = await openEditor(uri);
      await vscode.commands.executeCommand('rationale.openRewriteInDiff');
      const document = await modified();
      assert.equal(document.getText(), ORIGINAL);
      await replaceAll(document, 'By hand, because of her.');
      await vscode.commands.executeCommand('rationale.acceptFromDiff');
      assert.equal(JSON.parse(session.model.source.line(0)).messages[1].content, 'By hand, because of her.');
      const [entry] = await logged(uri);
      assert.equal(entry.proposal.strategy, 'by-hand');
    });
  });
});
