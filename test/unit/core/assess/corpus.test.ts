import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Labelled, readCorpus, readLabelled } from '../../../../scripts/trainData.ts';
import { FAULT_CODES } from '../../../../src/core/assess/assessment.ts';

const directory = join(import.meta.dirname, '../../../corpus');
const bench = join(import.meta.dirname, '../../../../../shared/bench/flags-dev.jsonl');

function textsOf(r: Labelled): string[] {
  const turns = [...r.response.context, r.response.turn];
  return turns.flatMap((t) => t.segments.filter((s) => s.kind === 'text').map((s) => s.text));
}

const normal = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

describe('the corpus', () => {
  const records = [directory, join(directory, 'held-out')].flatMap(readCorpus);

  it('keeps the rules of the labelling guide in every label', () => {
    for (const r of records) {
      for (const l of [r.label, ...(r.second ? [r.second] : [])]) {
        const where = `${r.file} ${r.id}`;
        assert.equal(l.stakes === 'none', l.reasoning === 'n/a', where);
        assert.equal(l.stakes === 'none', l.holder === 'nobody', where);
        if (l.stakes === 'none') assert.deepEqual([l.flag, l.codes], [false, []], where);
        const due =
          l.stakes === 'some' &&
          (l.reasoning === 'absent' ||
            l.reasoning === 'thin' ||
            ['moralizing', 'rationalized-harm', 'one-sided'].some((c) => l.codes.includes(c)));
        assert.equal(l.flag, due, where);
        for (const code of l.codes)
          assert.ok((FAULT_CODES as readonly string[]).includes(code), `${where}: ${code}`);
      }
    }
  });

  it('has unique ids, and every level and fault several times', () => {
    assert.equal(new Set(records.map((r) => r.id)).size, records.length);
    for (const code of FAULT_CODES) {
      if (code !== 'preference-inverted')
        assert.ok(records.filter((r) => r.label.codes.includes(code)).length > 10, code);
    }
  });

  it('tells in its README how each file was made', () => {
    const readme = readFileSync(join(directory, 'README.md'), 'utf8');
    for (const file of new Set(records.map((r) => r.file))) {
      const name = file.startsWith('first') ? 'first' : file;
      assert.ok(readme.includes(name), file);
    }
  });

  it('shares no sentence with the set that it is measured by', function () {
    if (!existsSync(bench)) {
      console.log('      skipped: ../shared/bench is not here');
      this.skip();
    }
    const sentences = new Set(
      readLabelled(bench)
        .flatMap(textsOf)
        .flatMap((t) => t.split(/(?<=[.!?])\s+|\n+/))
        .map(normal)
        .filter((s) => s.split(' ').length >= 8),
    );
    for (const r of records) {
      for (const s of textsOf(r)
        .flatMap((t) => t.split(/(?<=[.!?])\s+|\n+/))
        .map(normal))
        assert.ok(!sentences.has(s), `${r.id}: ${s}`);
    }
  });
});
