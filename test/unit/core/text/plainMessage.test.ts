import assert from 'node:assert/strict';
import { plainMessage } from '../../../../src/core/text/plainMessage.ts';

/** What VS Code takes for a link in a notification. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe('messages in notifications', () => {
  it('hold no link, whatever a file name or a server put into them', () => {
    for (const text of [
      '[x](command:workbench.action.quit).jsonl',
      'a [b]](command:c) [d](https://e.test "f")',
    ]) {
      assert.match(text, LINK);
      assert.doesNotMatch(plainMessage(text), LINK);
    }
  });
  it('are otherwise as they were', () => {
    assert.equal(plainMessage('Line 3 (of [4]) is not JSON.'), 'Line 3 (of [4]) is not JSON.');
  });
});
