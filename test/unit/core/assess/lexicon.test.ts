import assert from 'node:assert/strict';
import { Hits } from '../../../../src/core/assess/hits.ts';
import { Lexicon } from '../../../../src/core/assess/lexicon/lexicon.ts';
import { scan } from '../../../../src/core/assess/sentences.ts';
import { Vocabulary } from '../../../../src/core/assess/vocabulary.ts';

function matches(entries: string, text: string): string[] {
  const lexicon = new Lexicon([{ only: entries }]);
  const s = scan(text, new Vocabulary(lexicon));
  const hits = new Hits();
  lexicon.find(s, hits);
  return Array.from({ length: hits.count }, (_, k) =>
    text.slice(s.start[hits.word[k] ?? 0], s.end[(hits.end[k] ?? 0) - 1]),
  );
}

describe('a lexicon', () => {
  it('matches a single word in every inflection', () => {
    assert.deepEqual(matches('forge', 'He forged it, forging forges'), ['forged', 'forging', 'forges']);
  });

  it('matches only the form written after an equals sign', () => {
    assert.deepEqual(matches('=coke', 'coke and cokes'), ['coke']);
  });

  it('expands choices in phrases and lets an empty choice leave the word out', () => {
    assert.deepEqual(matches('leave (it|him) (here|)', 'leave him here. leave it'), [
      'leave him',
      'leave him here',
      'leave it',
    ]);
  });

  it('lets a star stand for any one word', () => {
    assert.deepEqual(matches('where * lives', 'I know where Anna lives'), ['where Anna lives']);
  });

  it('refuses the name of a class it does not have', () => {
    assert.throws(() => new Lexicon([{ a: 'b' }]).id('c'), /no word class named c/);
  });
});
