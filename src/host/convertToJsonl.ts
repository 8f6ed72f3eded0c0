import { open, unlink } from 'node:fs/promises';
import * as vscode from 'vscode';
import { readRecord } from '../core/dataset/read.ts';
import { toOpenaiChat } from '../core/dataset/toOpenaiChat.ts';
import { UserError } from '../core/errors.ts';
import type { DatasetModel } from './datasetModel.ts';
import { showWarning } from './notifications.ts';

/** Characters written at once. */
const CHUNK = 1_000_000;

/**
 * Writes a dataset's transcripts as OpenAI chat into a new file beside it.
 * @param given the file's name; asked for when absent.
 * @returns the new file; null when the curator gave up.
 * @throws UserError when there is nothing to write, or the file is there already or cannot be written.
 */
export async function convertToJsonl(
  model: DatasetModel,
  given: string | undefined,
): Promise<vscode.Uri | null> {
  await model.settled;
  if (model.counts.transcripts === 0)
    throw new UserError(vscode.l10n.t('This file holds no transcripts to convert.'));
  const folder = vscode.Uri.joinPath(model.uri, '..');
  const name = given ?? (await askName(folder, model.uri));
  if (name === undefined) return null;
  const problem = await whyNot(folder, name);
  if (problem !== null) throw new UserError(problem);
  const target = vscode.Uri.joinPath(folder, name);
  let left = 0;
  const done = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Writing {0}', name),
      cancellable: true,
    },
    (progress, token) =>
      writeNew(
        target,
        records(model, progress, token, () => left++),
      ).then(
        () => true,
        (error: unknown) => {
          if (error instanceof vscode.CancellationError) return false;
          throw new UserError(
            vscode.l10n.t(
              '{0} could not be written: {1}',
              name,
              error instanceof Error ? error.message : String(error),
            ),
          );
        },
      ),
  );
  if (!done) return null;
  if (left > 0) {
    showWarning(
      left === 1
        ? vscode.l10n.t('1 record could not be read as transcripts and is not in {0}.', name)
        : vscode.l10n.t('{0} records could not be read as transcripts and are not in {1}.', left, name),
    );
  }
  return target;
}

/** The records as text, in pieces; `onLeft` is called for each that is no transcript. */
async function* records(
  model: DatasetModel,
  progress: vscode.Progress<{ increment: number }>,
  token: vscode.CancellationToken,
  onLeft: () => void,
): AsyncGenerator<string> {
  const { source } = model;
  let piece = '';
  let told = 0;
  for (let line = 0; line < source.lineCount; line++) {
    const reading = readRecord(source.line(line), model.options);
    if (reading.kind === 'transcript') piece += `${JSON.stringify(toOpenaiChat(reading.transcript))}\n`;
    else if (reading.kind !== 'blank') onLeft();
    if (piece.length < CHUNK && line + 1 < source.lineCount) continue;
    yield piece;
    piece = '';
    progress.report({ increment: ((line + 1 - told) * 100) / source.lineCount });
    told = line + 1;
    if (token.isCancellationRequested) throw new vscode.CancellationError();
  }
}

/** Writes a file that must not be there yet; one that could not be written whole is taken away again. */
async function writeNew(target: vscode.Uri, pieces: AsyncIterable<string>): Promise<void> {
  if (target.scheme !== 'file') {
    const all: Buffer[] = [];
    for await (const piece of pieces) all.push(Buffer.from(piece));
    await vscode.workspace.fs.writeFile(target, Buffer.concat(all));
    return;
  }
  const file = await open(target.fsPath, 'wx');
  try {
    for await (const piece of pieces) await file.appendFile(piece);
    await file.sync();
    await file.close();
  } catch (error) {
    await file.close().catch(() => {});
    await unlink(target.fsPath);
    throw error;
  }
}

async function askName(folder: vscode.Uri, dataset: vscode.Uri): Promise<string | undefined> {
  const stem = (dataset.path.split('/').at(-1) ?? 'records').replace(/\.[^.]+$/, '');
  let value = `${stem}.jsonl`;
  for (let number = 1; (await whyNot(folder, value)) !== null; number++) {
    value = number === 1 ? `${stem}.chat.jsonl` : `${stem}.chat-${number}.jsonl`;
  }
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Convert to JSONL'),
    prompt: vscode.l10n.t('Name of the new file, beside this one'),
    value,
    valueSelection: [0, value.length - '.jsonl'.length],
    ignoreFocusOut: true,
    validateInput: (name) => whyNot(folder, name),
  });
}

/** Why a new dataset cannot have this name; null when it can. */
async function whyNot(folder: vscode.Uri, name: string): Promise<string | null> {
  if (!/^[^/\\]+\.jsonl$/i.test(name) || /\.curation\.jsonl$/i.test(name)) {
    return vscode.l10n.t('Give a file name that ends in .jsonl.');
  }
  return vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name)).then(
    () => vscode.l10n.t('{0} is there already. Nothing is overwritten.', name),
    () => null,
  );
}
