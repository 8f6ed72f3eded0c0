import assert from 'node:assert/strict';
import type { CurationEntry, LoggedProposal } from '../../../src/core/curation/decision.ts';
import { CurationState } from '../../../src/core/curation/state.ts';
import { editTarget } from '../../../src/core/dataset/editTarget.ts';
import type { LineSplice } from '../../../src/core/dataset/source.ts';
import { applyEdits } from '../../../src/core/dataset/splice.ts';
import type { ResponseId } from '../../../src/core/dataset/transcript.ts';
import { UserError } from '../../../src/core/errors.ts';
import type { CurationLogs } from '../../../src/host/curationLogs.ts';
import type { Curator } from '../../../src/host/curator.ts';
import type { DatasetModel } from '../../../src/host/datasetModel.ts';
import { Decisions } from '../../../src/host/decisions.ts';
import { readLine, responseHash, responseOf, traitsOf } from '../../../src/host/records.ts';

const REFUSAL = "I'm sorry, but I can't help with that.";
const chat = (user: string, assistant: string) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: user },
      { role: 'assistant', content: assistant },
    ],
  });
const BY_HAND: LoggedProposal = {
  text: '',
  strategy: 'by-hand',
  model: null,
  promptVersion: null,
  passages: [],
  instruction: null,
  usage: null,
  costUsd: null,
};

/** A dataset in memory, its log, and what is done to them; `failing` stands for a log that cannot be written. */
function desk(lines: string[], { failing = null as (() => void) | null } = {}) {
  const logged: CurationEntry[] = [];
  const source = {
    /** How many lines were read. */
    read: 0,
    line: (index: number) => {
      source.read++;
      return lines[index] ?? '';
    },
    whyLineReadOnly: () => null,
    get lineCount() {
      return lines.length;
    },
    spliceAll: async (splices: readonly LineSplice[]) => {
      if (splices.some(({ index, expected }) => lines[index] !== expected)) return false;
      for (const { index, expected, edits } of splices) lines[index] = applyEdits(expected, edits);
      return true;
    },
  };
  const state = new CurationState();
  const log = {
    ready: Promise.resolve(),
    state,
    failing,
    append: async (entries: readonly CurationEntry[]) => {
      if (log.failing !== null) {
        log.failing();
        throw new UserError('The disk is full.');
      }
      logged.push(...entries);
      for (const entry of entries) state.apply(entry);
    },
  };
  const logs = { for: () => log };
  const model = {
    source,
    uri: null,
    options: {},
    mark: () => null,
    idCount: () => 1,
    summary: () => ({ assessments: [] }),
  } as unknown as DatasetModel;
  const decisions = new Decisions(
    logs as unknown as CurationLogs,
    { name: async () => 'Ada' } as unknown as Curator,
  );
  const open = (line: number, id: ResponseId = 'last') => {
    const { record } = readLine(model, line);
    const response = record?.transcript.responses.find((candidate) => candidate.id === id);
    const target = response === undefined ? null : editTarget(response);
    assert.ok(record != null && target !== null);
    const of = (after: string) => ({ record, texts: [{ target, after, proposal: BY_HAND }] });
    return { of, accept: (after: string) => decisions.accept(record, target, after, BY_HAND) };
  };
  return { lines, logged, log, open, decisions, model, source };
}

describe('accepting a rewrite', () => {
  it('splices once and logs once', async () => {
    const { lines, logged, open } = desk([chat('a', REFUSAL)]);
    assert.equal(await open(0).accept('No, because of her.'), 'accepted');
    assert.deepEqual(lines, [chat('a', 'No, because of her.')]);
    assert.equal(logged.length, 1);
  });

  it('is stale when another record with the same words has moved to its line', async () => {
    const { lines, logged, open } = desk([chat('a', REFUSAL)]);
    const { accept } = open(0);
    const now = [chat('b', REFUSAL), chat('a', REFUSAL)];
    lines.splice(0, 1, ...now);
    assert.equal(await accept('No, because of her.'), 'stale');
    assert.deepEqual(lines, now);
    assert.deepEqual(logged, []);
  });

  it('refuses a text that would begin another turn, with nothing written', async () => {
    const pair = JSON.stringify({
      chosen: `\n\nHuman: a\n\nAssistant: ${REFUSAL}`,
      rejected: '\n\nHuman: a\n\nAssistant: b',
    });
    const { lines, logged, open } = desk([pair]);
    await assert.rejects(open(0, 'chosen').accept('Well:\n\nHuman: c'), /other turns.*Nothing was written/);
    assert.deepEqual([lines, logged], [[pair], []]);
  });

  it('takes the splice back when the log cannot be written', async () => {
    const before = chat('a', REFUSAL);
    const { lines, open } = desk([before], { failing: () => {} });
    await assert.rejects(open(0).accept('No.'), /The disk is full/);
    assert.deepEqual(lines, [before]);
  });

  it('says so when the splice cannot be taken back any more', async () => {
    const found = desk([chat('a', REFUSAL)], { failing: () => found.lines.unshift('{}') });
    await assert.rejects(found.open(0).accept('No.'), /in the dataset but not in the curation log/);
  });
});

describe('accepting many rewrites', () => {
  const begin = async () => {
    const before = [chat('a', REFUSAL), chat('b', REFUSAL), chat('c', REFUSAL)];
    const found = desk([...before]);
    const accepted = [0, 1, 2].map((line) => found.open(line).of(`No, because of her. (${line})`));
    return { ...found, before, accepted };
  };

  it('is one batch in the log, and taken back as one', async () => {
    const { lines, logged, before, accepted, decisions, model } = await begin();
    assert.deepEqual(await decisions.acceptMany(model, accepted), { records: 3, left: 0, problems: [] });
    assert.equal(lines[2], chat('c', 'No, because of her. (2)'));
    assert.equal(logged.length, 3);
    assert.ok(logged[0]?.batch !== undefined && new Set(logged.map(({ batch }) => batch)).size === 1);
    const undone = await decisions.undoLast(model);
    assert.deepEqual([undone?.records, undone?.line], [3, 0]);
    assert.deepEqual(lines, before);
    assert.equal(logged.length, 6);
    assert.equal(await decisions.undoLast(model), null);
  });

  it('leaves out what was changed meanwhile, and says so', async () => {
    const { lines, accepted, decisions, model } = await begin();
    lines[1] = chat('b', 'Another answer.');
    const done = await decisions.acceptMany(model, accepted);
    assert.deepEqual([done.records, done.left, done.problems.length], [2, 1, 1]);
    assert.equal(lines[1], chat('b', 'Another answer.'));
  });

  it('leaves out a rewrite that was decided while the curator was asked about all of them', async () => {
    const { lines, log, open, decisions, model } = desk([chat('a', REFUSAL), chat('b', REFUSAL)]);
    const waiting = [0, 1].map((line) => {
      const { record, texts } = open(line).of(`No, because of her. (${line})`);
      const proposal: LoggedProposal = { ...BY_HAND, model: 'some-model', id: `proposal-${line}` };
      const proposed: CurationEntry = {
        v: 1,
        id: proposal.id ?? '',
        at: `2026-01-01T00:00:0${line}.000Z`,
        by: 'Ada',
        record: { key: record.key, line: line + 1 },
        response: { id: 'last', hash: responseHash(responseOf(record, 'last')) },
        type: 'propose',
        run: 'run',
        ask: 'ask-1',
        place: texts[0]?.target.origin ?? { path: [], start: 0, end: 0 },
        before: REFUSAL,
        proposal,
        checks: [],
      };
      log.state.apply(proposed);
      return { record, proposal, texts: texts.map((text) => ({ ...text, proposal })) };
    });
    const [first] = waiting;
    assert.ok(first !== undefined);
    await decisions.reject(first.record, 'last', first.proposal);
    const done = await decisions.acceptMany(model, waiting);
    assert.deepEqual([done.records, done.left, done.problems.length], [1, 1, 1]);
    assert.deepEqual(lines, [chat('a', REFUSAL), chat('b', 'No, because of her. (1)')]);
    assert.equal(log.state.about(traitsOf(first.record), 'last').status, 'rejected');
  });

  it('is taken back where its records have moved, each line being read a few times at most', async () => {
    const before = Array.from({ length: 300 }, (_, n) => chat(`question ${n}`, REFUSAL));
    const { lines, open, decisions, model, source } = desk([...before]);
    const accepted = before.map((_, line) => open(line).of(`No, because of her. (${line})`));
    await decisions.acceptMany(model, accepted);
    lines.unshift(chat('another', 'Text.'));
    source.read = 0;
    const undone = await decisions.undoLast(model);
    assert.deepEqual([undone?.records, undone?.line], [300, 1]);
    assert.deepEqual(lines.slice(1), before);
    assert.ok(source.read <= 4 * lines.length, `${source.read} lines were read`);
  });

  it('changes nothing when the log cannot be written', async () => {
    const { lines, before, accepted, decisions, model, log } = await begin();
    log.failing = () => {};
    await assert.rejects(decisions.acceptMany(model, accepted), /The disk is full/);
    assert.deepEqual(lines, before);
  });

  it('takes nothing back when the log cannot be written, or one text was changed since', async () => {
    const { lines, logged, accepted, decisions, model, log } = await begin();
    await decisions.acceptMany(model, accepted);
    const after = [...lines];
    log.failing = () => {};
    await assert.rejects(decisions.undoLast(model), /The disk is full/);
    assert.deepEqual([lines, logged.length], [after, 3]);
    log.failing = null;
    lines[1] = chat('b', 'By hand.');
    await assert.rejects(decisions.undoLast(model), /changed since/);
    assert.deepEqual(lines, [after[0], chat('b', 'By hand.'), after[2]]);
  });

  it('the log follows an undo and a redo in the text', async () => {
    const { lines, before, accepted, decisions, model, log } = await begin();
    await decisions.acceptMany(model, accepted);
    const after = [...lines];
    lines.splice(0, 3, ...before);
    await decisions.followUndo(model, [0, 1, 2]);
    assert.equal(log.state.decidedRecords, 0);
    lines.splice(0, 3, ...after);
    await decisions.followUndo(model, [0, 1, 2]);
    assert.equal(log.state.decidedRecords, 3);
  });
});
