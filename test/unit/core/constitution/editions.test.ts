import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mapCitations } from '../../../../src/core/constitution/editions.ts';
import { parseConstitution } from '../../../../src/core/constitution/parse.ts';

const sentences = {
  ferry:
    'The ferry waits for anyone who can be seen on the path, because the next one leaves only after dark and the shore is cold.',
  bread:
    'Whoever bakes on Sunday leaves half of the bread in the hall, so that those who worked through the night find something warm.',
  letter:
    'Letters that came for a former guest are kept for a year, and nobody opens them, since they were never meant for this house.',
  lamp: 'The lamp on the stairs stays lit until the last guest is in, and the last guest is the one who puts it out.',
};

function edition(markdown: string): ReturnType<typeof parseConstitution> {
  return parseConstitution(markdown, 'house.md');
}

const first = edition(
  `# House\n\n${sentences.ferry}\n\n${sentences.bread}\n\n## Guests\n\n${sentences.letter}\n\n${sentences.lamp}\n`,
);
const [ferry, bread, letter, lamp] = first.passages.map((passage) => passage.id);

describe('mapCitations', () => {
  it('keeps what kept its words, wherever it stands and however it is set', () => {
    const fates = mapCitations(
      first,
      edition(
        `# The house\r\n\r\nSomething new stands here first, long enough to be cited alone: the door to the cellar is never locked while a child is in the house.\r\n\r\n**${sentences.bread.replace('Sunday', '_Sunday_')}**\r\n\r\n# House\r\n\r\n${sentences.ferry}\r\n\r\n## Guests\r\n\r\n${sentences.lamp}\r\n\r\n${sentences.letter}\r\n`,
      ),
    );
    assert.deepEqual(fates.get(ferry ?? ''), { kind: 'same', id: ferry });
    assert.deepEqual(fates.get(letter ?? ''), { kind: 'same', id: letter });
    const moved = fates.get(bread ?? '');
    assert.equal(moved?.kind, 'same');
    assert.match(moved?.kind === 'same' ? moved.id : '', /^the-house~/);
  });

  it('marks changed words, words taken into a longer passage, and what is gone', () => {
    const next = edition(
      `# House\n\n${sentences.ferry.replace('the shore is cold', 'the water is rough')}\n\n${sentences.bread} ${sentences.letter}\n`,
    );
    const fates = mapCitations(first, next);
    assert.deepEqual(fates.get(ferry ?? ''), { kind: 'changed', id: next.passages[0]?.id });
    assert.deepEqual(fates.get(bread ?? ''), { kind: 'changed', id: next.passages[1]?.id });
    assert.deepEqual(fates.get(letter ?? ''), { kind: 'changed', id: next.passages[1]?.id });
    assert.deepEqual(fates.get(lamp ?? ''), { kind: 'gone' });
  });

  it('never guesses between two that have an equal claim', () => {
    const oneOf = (word: string): string => sentences.ferry.replace('dark', word);
    const split = mapCitations(first, edition(`# House\n\n${oneOf('noon')}\n\n${oneOf('lunch')}\n`));
    assert.deepEqual(split.get(ferry ?? ''), { kind: 'gone' });
    const twins = edition(`# House\n\n${oneOf('noon')}\n\n${oneOf('lunch')}\n`);
    const joined = mapCitations(twins, edition(`# House\n\n${oneOf('supper')}\n`));
    assert.deepEqual(
      twins.passages.map((passage) => joined.get(passage.id)?.kind),
      ['gone', 'gone'],
    );
    const doubled = edition(`# A\n\n${sentences.lamp}\n\n# B\n\n${sentences.lamp}\n`);
    assert.deepEqual(mapCitations(first, doubled).get(lamp ?? ''), { kind: 'gone' });
  });

  it('does not move a citation onto a passage that was there before', () => {
    const near = sentences.lamp.replace('stairs', 'porch');
    const old = edition(`# House\n\n${sentences.lamp}\n\n${near}\n`);
    const fates = mapCitations(old, edition(`# House\n\n${near}\n`));
    assert.deepEqual(
      old.passages.map((passage) => fates.get(passage.id)?.kind),
      ['gone', 'same'],
    );
  });

  it('answers for every passage, of empty documents too', () => {
    assert.equal(mapCitations(edition(''), first).size, 0);
    assert.ok([...mapCitations(first, edition('')).values()].every((fate) => fate.kind === 'gone'));
    assert.ok([...mapCitations(first, first)].every(([id, fate]) => fate.kind === 'same' && fate.id === id));
  });

  const documents = new URL('../../../../../shared/data/constitutions/', import.meta.url);
  it('maps two published editions of one text', function () {
    if (!existsSync(documents)) {
      console.log('      skipped: ../shared/data is absent');
      this.skip();
    }
    const read = (name: string): ReturnType<typeof parseConstitution> =>
      parseConstitution(readFileSync(new URL(name, documents), 'utf8'), name);
    const old = read('claude-constitution-2026.md');
    const next = read('claude-constitution-2026-other-edition.md');
    const counts = { same: 0, changed: 0, gone: 0 };
    for (const fate of mapCitations(old, next).values()) {
      counts[fate.kind]++;
      assert.ok(fate.kind === 'gone' || next.passages.some((passage) => passage.id === fate.id));
    }
    assert.ok(counts.same + counts.changed > counts.gone, JSON.stringify(counts));
  });
});
