import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';

/** A file or folder that a setting names, absolute or from the dataset's workspace folder; null for an empty setting. */
export function settingPath(setting: string, dataset: vscode.Uri): vscode.Uri | null {
  const value = setting.trim();
  if (value === '') return null;
  if (isAbsolute(value)) return vscode.Uri.file(value);
  const folder = vscode.workspace.getWorkspaceFolder(dataset) ?? vscode.workspace.workspaceFolders?.[0];
  return folder === undefined ? vscode.Uri.file(join('/', value)) : vscode.Uri.joinPath(folder.uri, value);
}

/** An open document's text, unsaved edits included, else the file's. */
export async function currentText(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined && !open.isClosed && open.isDirty) return open.getText();
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
