import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cliWords } from '../../../src/cli/cliWords.ts';

const ROOT = join(import.meta.dirname, '../../..');

describe('messages on the command line', () => {
  it('name nothing that only the editor has, whichever message of the client it is', () => {
    const messages = ['apiCall', 'failures', 'wholeAnswer', 'watchedFetch', 'bulk/batch'].flatMap((name) =>
      [
        ...readFileSync(join(ROOT, 'src/model', `${name}.ts`), 'utf8').matchAll(
          /['`]([^'`\n]*(?:Rationale: |rationale\.|by hand|settings? |base URL)[^'`\n]*)['`]/g,
        ),
      ].map(([, text = '']) => text),
    );
    assert.ok(messages.length >= 10, 'the client has such messages');
    for (const message of messages)
      assert.doesNotMatch(cliWords(message), /Rationale: |rationale\.|by hand|settings? |base URL/, message);
  });

  it('leaves other messages as they are', () => {
    assert.equal(cliWords('The provider is overloaded.'), 'The provider is overloaded.');
  });
});
