import assert from 'node:assert/strict';
import type { CurationEntry, LoggedProposal } from '../../../src/core/curation/decision.ts';
import { editTarget } from '../../../src/core/dataset/editTarget.ts';
import { readRecord } from '../../../src/core/dataset/read.ts';
import { applyEdits, type SpliceEdit } from '../../../src/core/dataset/splice.ts';
import type { ResponseId } from '../../../src/core/dataset/transcript.ts';
import { UserError } from '../../../src/core/errors.ts';
import type { CurationLogs } from '../../../src/host/curationLogs.ts';
import type { Curator } from '../../../src/host/curator.ts';
import { Decisions } from '../../../src/host/decisions.ts';
import type { OpenRecord } from '../../../src/host/records.ts';

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
    line: (index: number) => lines[index] ?? '',
    whyLineReadOnly: () => null,
    splice: async (index: number, expected: string, edits: readonly SpliceEdit[]) => {
      if (lines[index] !== expected) return false;
      lines[index] = applyEdits(expected, edits);
      return true;
    },
  };
  const logs = {
    for: () => ({
      append: async (entries: readonly CurationEntry[]) => {
        if (failing !== null) {
          failing();
          throw new UserError('The disk is full.');
        }
        logged.push(...entries);
      },
    }),
  };
  const decisions = new Decisions(
    logs as unknown as CurationLogs,
    { name: async () => 'Ada' } as unknown as Curator,
  );
  const open = (line: number, id: ResponseId = 'last') => {
    const text = lines[line] ?? '';
    const reading = readRecord(text);
    assert.ok(reading.kind === 'transcript');
    const { transcript } = reading;
    const response = transcript.responses.find((candidate) => candidate.id === id);
    const target = response === undefined ? null : editTarget(response);
    assert.ok(target !== null);
    const model = { source, uri: null };
    const record = {
      model,
      line,
      text,
      transcript,
      key: 'context:0',
      assessments: [],
    } as unknown as OpenRecord;
    return { accept: (after: string) => decisions.accept(record, target, after, BY_HAND) };
  };
  return { lines, logged, open };
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
