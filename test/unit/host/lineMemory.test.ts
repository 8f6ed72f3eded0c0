import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { CurationEntry } from '../../../src/core/curation/decision.ts';
import { contextKey, textHash } from '../../../src/core/curation/keys.ts';
import { CurationState } from '../../../src/core/curation/state.ts';
import { readRecord } from '../../../src/core/dataset/read.ts';
import { responseText } from '../../../src/core/dataset/responseText.ts';
import { type LineSummary, summariseLine } from '../../../src/core/scan/lineSummary.ts';
import type { DatasetModel } from '../../../src/host/datasetModel.ts';
import { KeyInHand } from '../../../src/host/keyInHand.ts';
import { LineMemory } from '../../../src/host/lineMemory.ts';
import { traitsOfLine } from '../../../src/host/lineTraits.ts';
import { base, dismiss, undo } from '../core/curation/entries.ts';

/** As much of a dataset's model as lines are looked at through. */
class Lines {
  readonly slots: { text: string; summary: LineSummary | null }[];

  constructor(texts: readonly string[]) {
    this.slots = texts.map((text) => ({ text, summary: summariseLine(text) }));
  }

  put(line: number, removed: number, texts: readonly string[]): void {
    this.slots.splice(line, removed, ...texts.map((text) => ({ text, summary: summariseLine(text) })));
  }

  get model(): DatasetModel {
    const { slots } = this;
    return {
      options: {},
      source: {
        get lineCount() {
          return slots.length;
        },
        line: (line: number) => slots[line]?.text ?? '',
      },
      mark: (line: number) => slots[line] ?? null,
      knownSummary: (line: number) => slots[line]?.summary ?? null,
      summary: (line: number) => slots[line]?.summary ?? summariseLine(''),
      idCount: (id: string) => slots.filter(({ summary }) => summary?.recordId === id).length,
    } as unknown as DatasetModel;
  }
}

function record(id: string | null, answer: string): string {
  return JSON.stringify({
    ...(id === null ? {} : { id }),
    messages: [
      { role: 'user', content: 'May I read her diary?' },
      { role: 'assistant', content: answer },
    ],
  });
}

const nobody = { placements: () => [] };

/** What the log says of a line: by whom it was decided how, as far as a view can tell. */
function saysOf(model: DatasetModel, state: CurationState, line: number, summary: LineSummary | null) {
  if (summary === null) return 'nothing';
  const { status, entries } = state.about(traitsOfLine(model, line, summary), 'last');
  return `${status} ${entries.map(({ id }) => id).join()}`;
}

describe('what a view found out about lines', () => {
  it('is looked for again only where the log or the text says something else', async () => {
    const lines = new Lines(['a', 'b', 'c', 'd'].map((id) => record(id, `Yes, ${id}.`)));
    const { model } = lines;
    const state = new CurationState();
    const memory = new LineMemory<string>(new KeyInHand());
    let looked: number[] = [];
    const update = async () => {
      looked = [];
      return memory.update(
        { model, state, judgements: nobody },
        () => false,
        (line, summary) => {
          looked.push(line);
          return saysOf(model, state, line, summary);
        },
      );
    };
    await update();
    assert.deepEqual(looked, [0, 1, 2, 3]);
    const { version } = memory;
    await update();
    assert.deepEqual(looked, []);
    assert.equal(memory.version, version);
    state.apply({ ...base({ id: 'e1', key: 'id:c' }), type: 'skip', reason: null });
    assert.equal((await update())?.[2], 'skipped e1');
    assert.deepEqual(looked, [2]);
    assert.notEqual(memory.version, version);
    state.apply(undo({ id: 'e2', key: 'id:c' }, 'e1'));
    assert.equal((await update())?.[2], 'undecided ');
    lines.put(1, 1, [record('b', 'No.')]);
    await update();
    assert.deepEqual(looked, [1]);
    lines.put(3, 1, [record('a', 'No, d.')]);
    await update();
    assert.deepEqual(looked, [0, 3], 'an id that another line takes is looked at again there, too');
  });

  it('is looked for again where the judge came to say something, and after it was stopped', async () => {
    const { model } = new Lines(['a', 'b', 'c'].map((id) => record(id, `Yes, ${id}.`)));
    const state = new CurationState();
    const memory = new LineMemory<number>(new KeyInHand());
    const judged: LineSummary[] = [];
    let looked: number[] = [];
    const update = async (isStopped = () => false) => {
      looked = [];
      return memory.update({ model, state, judgements: { placements: () => judged } }, isStopped, (line) => {
        looked.push(line);
        return line;
      });
    };
    await update();
    judged.push(model.knownSummary(1) as LineSummary);
    state.apply(dismiss({ id: 'e1', key: 'id:c' }));
    assert.equal(await update(() => looked.length > 0), null);
    assert.deepEqual(looked, [1]);
    assert.deepEqual(await update(), [0, 1, 2]);
    assert.ok(looked.includes(2));
    await update();
    assert.deepEqual(looked, []);
  });

  it('is what looking at every line anew would find, whatever is decided and edited', async () => {
    const ids = fc.constantFrom('a', 'b', 'c', null);
    const texts = fc.tuple(ids, fc.constantFrom('Yes.', 'No.', 'Ask her.'));
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('decide' as const),
        line: fc.nat(5),
        byContext: fc.boolean(),
        type: fc.constantFrom('skip' as const, 'exemplar' as const),
      }),
      fc.record({ kind: fc.constant('undo' as const), entry: fc.nat(8) }),
      fc.record({
        kind: fc.constant('edit' as const),
        line: fc.nat(5),
        removed: fc.nat(1),
        texts: fc.array(texts, { maxLength: 2 }),
      }),
      fc.record({ kind: fc.constant('look' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(texts, { maxLength: 6 }),
        fc.array(step, { maxLength: 20 }),
        async (first, steps) => {
          const lines = new Lines(first.map(([id, answer]) => record(id, answer)));
          const { model } = lines;
          const state = new CurationState();
          const memory = new LineMemory<string>(new KeyInHand());
          const entries: CurationEntry[] = [];
          const look = (line: number, summary: LineSummary | null) => saysOf(model, state, line, summary);
          for (const [at, one] of [...steps, { kind: 'look' as const }].entries()) {
            if (one.kind === 'edit') {
              const line = Math.min(one.line, lines.slots.length);
              lines.put(
                line,
                one.removed,
                one.texts.map(([id, answer]) => record(id, answer)),
              );
            } else if (one.kind === 'look') {
              const found = await memory.update({ model, state, judgements: nobody }, () => false, look);
              const whole = lines.slots.map(({ summary }, line) => look(line, summary));
              assert.deepEqual(found, whole);
            } else {
              const entry =
                one.kind === 'decide' ? decisionAbout(lines, one, at) : undoOf(entries, one.entry, at);
              if (entry === null) continue;
              entries.push(entry);
              state.apply(entry);
            }
          }
        },
      ),
    );
  });
});

function decisionAbout(
  lines: Lines,
  { line, byContext, type }: { line: number; byContext: boolean; type: 'skip' | 'exemplar' },
  at: number,
): CurationEntry | null {
  const reading = readRecord(lines.slots[line]?.text ?? '');
  if (reading.kind !== 'transcript') return null;
  const { transcript } = reading;
  const { recordId } = transcript;
  const [response] = transcript.responses;
  if (response === undefined) return null;
  const key = byContext || recordId === null ? contextKey(transcript) : `id:${recordId}`;
  const basics = base({ id: `e${at}`, at: minute(at), key, hash: textHash(responseText(response).text) });
  return { ...basics, record: { key, line: line + 1 }, type, reason: null };
}

function undoOf(entries: readonly CurationEntry[], which: number, at: number): CurationEntry | null {
  const entry = entries[which];
  return entry === undefined ? null : undo({ id: `e${at}`, at: minute(at), key: entry.record.key }, entry.id);
}

function minute(at: number): string {
  return `2026-11-20T10:${String(at).padStart(2, '0')}:00.000Z`;
}
