import assert from 'node:assert/strict';
import { repositoryRoot } from '../../../scripts/test-host/paths.ts';
import { keyGroups } from '../../../webview/keyGroups.ts';
import { readManifest } from '../../support/manifest.ts';

const entry = (command: string) => ({ command: `rationale.${command}`, title: command, label: 'X' });

describe('the groups of the list of keys', () => {
  it('keep their own order, and what belongs to none comes last', () => {
    const found = keyGroups(['skipRecord', 'somethingNew', 'acceptProposal', 'nextRecord'].map(entry));
    assert.deepEqual(
      found.map(({ title, entries }) => [title, entries.map((each) => each.title)]),
      [
        ['Go', ['nextRecord']],
        ['Decide', ['acceptProposal', 'skipRecord']],
        ['More', ['somethingNew']],
      ],
    );
  });

  it('hold every key of the manifest, so that none is left over', async () => {
    const { contributes } = (await readManifest(repositoryRoot)) as {
      readonly contributes: { readonly keybindings: readonly { readonly command: string }[] };
    };
    const commands = [...new Set(contributes.keybindings.map(({ command }) => command))];
    const groups = keyGroups(commands.map((command) => ({ command, title: command, label: '' })));
    assert.deepEqual(
      groups.filter(({ title }) => title === 'More').flatMap(({ entries }) => entries),
      [],
    );
    assert.equal(groups.flatMap(({ entries }) => entries).length, commands.length);
  });
});
