import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../../scripts/test-host/paths.ts';
import { assessTranscript } from '../../../src/core/assess/rubric.ts';
import { parseConstitution } from '../../../src/core/constitution/parse.ts';
import { parseLog } from '../../../src/core/curation/log.ts';
import { CurationState, readyProposals } from '../../../src/core/curation/state.ts';
import { recordTraits } from '../../../src/core/curation/traits.ts';
import { readRecord } from '../../../src/core/dataset/read.ts';

const read = (name: string) => readFileSync(path.join(repositoryRoot, 'media', name), 'utf8');

describe('the walkthrough’s sample', () => {
  const log = parseLog(read('sample/first-steps.curation.jsonl'));
  const state = new CurationState();
  for (const entry of log.entries) state.apply(entry);
  const records = read('sample/first-steps.jsonl')
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const reading = readRecord(line);
      assert.ok(reading.kind === 'transcript');
      const { transcript } = reading;
      const traits = recordTraits(transcript, index + 1, true);
      const ready = readyProposals(state.about(traits, 'last'), traits.hash('last'));
      return { flagged: assessTranscript(transcript)[0]?.flag === true, ready };
    });

  it('begins with a record that is not flagged, and goes to one for which nothing was written', () => {
    assert.equal(records[0]?.flagged, false);
    const first = records.find(({ flagged }) => flagged);
    assert.deepEqual(first?.ready, []);
  });

  it('has rewrites that can be accepted as the records stand, and that pass every check where they come first', () => {
    assert.deepEqual(log.problems, []);
    const rewritten = records.filter(({ ready }) => ready.length > 0);
    assert.equal(rewritten.length, 2);
    assert.ok(rewritten.every(({ flagged }) => flagged));
    const checks = rewritten[0]?.ready[0]?.checks ?? [];
    assert.ok(checks.length > 5);
    assert.deepEqual(
      checks.filter(({ verdict }) => verdict !== 'pass'),
      [],
    );
  });

  it('cites passages of the starter constitution, and calls its rewrites recorded', () => {
    const { passages } = parseConstitution(read('starter-constitution.md'), 'starter');
    const ids = new Set(passages.map(({ id }) => id));
    for (const { ready } of records) {
      for (const { proposal } of ready) {
        assert.ok(proposal.passages.length > 0);
        assert.deepEqual(
          proposal.passages.filter((id) => !ids.has(id)),
          [],
        );
        assert.equal(proposal.model, 'recorded-answers-demo');
      }
    }
  });
});
