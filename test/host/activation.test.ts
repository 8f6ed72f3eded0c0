import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Contributed {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('activation', () => {
  const extension = () => {
    const found = vscode.extensions.getExtension('rationale.rationale');
    assert.ok(found, 'VS Code did not load the extension');
    return found;
  };

  it('activates in this VS Code', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('registers every command that its manifest contributes', async () => {
    await extension().activate();
    const contributed = (extension().packageJSON as Contributed).contributes.commands.map(
      ({ command }) => command,
    );
    assert.ok(contributed.length > 0);
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
  });
});
