// VS Code opens the files of an address before it knows its extensions' editors, so they would land in the text editor.
const vscode = require('vscode');

exports.activate = async () => {
  const file = process.env['RATIONALE_OPEN'];
  // A window that is reloaded has its editors already.
  if (file && vscode.window.tabGroups.all.every((group) => group.tabs.length === 0))
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), 'rationale.curation');
};
