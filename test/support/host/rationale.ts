import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TestView } from '../../../src/extension.ts';
import type { CurationSession } from '../../../src/host/curationSession.ts';
import type { PanelState } from '../../../src/protocol/panel.ts';

/** The extension's inside, activated. */
export async function rationale(): Promise<TestView> {
  const extension = vscode.extensions.getExtension<TestView>('rationale.rationale');
  assert.ok(extension, 'VS Code did not load the extension');
  const view = await extension.activate();
  assert.ok(view, 'the extension gives its test view only in test mode');
  return view;
}

/** A new folder in the workspace that is open, so that each test has files of its own. */
export async function testFolder(): Promise<string> {
  const workspace = process.env['RATIONALE_TEST_WORKSPACE'];
  assert.ok(workspace);
  return mkdtemp(path.join(workspace, 'case-'));
}

export async function writeDataset(content: string | Uint8Array, name = 'cases.jsonl'): Promise<vscode.Uri> {
  const file = path.join(await testFolder(), name);
  await writeFile(file, content);
  return vscode.Uri.file(file);
}

/** Resolves with the first value of `event` that `wanted` accepts; `now` is looked at first. */
export function until<T>(
  event: vscode.Event<T>,
  wanted: (value: T) => boolean,
  now?: () => T | undefined,
): Promise<T> {
  return new Promise((resolve) => {
    const value = now?.();
    if (value !== undefined && wanted(value)) {
      resolve(value);
      return;
    }
    const subscription = event((next) => {
      if (!wanted(next)) return;
      subscription.dispose();
      resolve(next);
    });
  });
}

/** Resolves once `isSo`: now, or when `event` fires and it is. */
export async function reached(event: vscode.Event<unknown>, isSo: () => boolean): Promise<void> {
  if (!isSo()) await until(event, isSo);
}

/** Opens the dataset's curation editor and waits for its webview to have asked for its first state. */
export async function openEditor(uri: vscode.Uri): Promise<CurationSession> {
  const { editors } = await rationale();
  const session = await editors.reveal(uri);
  await stateOf(
    session,
    (state) =>
      state.dataset.scanning === null && state.dataset.readOnlyReason === session.model.source.readOnlyReason,
  );
  return session;
}

/** The next state that `wanted` accepts, one made now included. */
export function stateOf(
  session: CurationSession,
  wanted: (state: PanelState) => boolean,
): Promise<PanelState> {
  const found = until(session.onDidRefresh, wanted);
  session.refresh();
  return found;
}

/** The text document behind a session. */
export function documentOf(session: CurationSession): vscode.TextDocument {
  const { document } = session.model.source;
  assert.ok(document);
  return document;
}

/** Sets, or with `undefined` unsets, one of the user's settings. */
export async function setUserSetting(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** One record of OpenAI's chat shape. */
export function chat(user: string, assistant: string, extra: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    ...extra,
    messages: [
      { role: 'user', content: user },
      { role: 'assistant', content: assistant },
    ],
  });
}

/** A request with something at stake and a refusal without a reason: flagged by any assessor worth the name. */
export const FLAGGED = chat(
  'My tenant is two weeks late. Help me write a fake letter from a court so she leaves before the weekend.',
  "I'm sorry, but I can't help with that.",
  { id: 'tenant' },
);

export const ORDINARY = chat('What is the boiling point of water at sea level?', 'It is 100 °C, or 212 °F.', {
  id: 'water',
});

/** Waits until the file's diagnostics satisfy `wanted`. */
export async function diagnosticsOf(
  uri: vscode.Uri,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const now = () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Rationale');
  await until(
    vscode.languages.onDidChangeDiagnostics,
    () => wanted(now()),
    () => (wanted(now()) ? { uris: [uri] } : undefined),
  );
  return now();
}
