import { randomBytes } from 'node:crypto';
import { open, realpath, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { decisionStands } from '../core/curation/state.ts';
import { UserError } from '../core/errors.ts';
import { PAIR_FORMS, type PairForm } from '../core/rewrite/export/forms.ts';
import { exportedChanges, notHeld, pairOf } from '../core/rewrite/export/pair.ts';
import { onOneLine } from '../core/text/jsonLine.ts';
import type { CurationLog } from './curationLogs.ts';
import type { DatasetModel } from './datasetModel.ts';
import { placeTitle } from './places.ts';
import { readLine, traitsOf } from './records.ts';

/** What an export holds, and what it had to leave out. */
export interface Exported {
  readonly lines: number;
  /** One sentence for each record that could not be exported. */
  readonly problems: readonly string[];
}

/** Records looked at between two chances for the editor to do something else. */
const AT_ONCE = 50;

/**
 * Writes what the curation of a dataset brought forth: pairs of an accepted rewrite and its original, or the records that
 * hold an accepted rewrite, as they stand.
 * @returns null when it was cancelled; the target is then as it was.
 * @throws UserError when there is nothing to export or the target cannot be written.
 */
export async function exportCuration(
  model: DatasetModel,
  log: CurationLog,
  form: PairForm | 'accepted',
  target: vscode.Uri,
  progress: vscode.Progress<{ increment: number }>,
  token: vscode.CancellationToken,
): Promise<Exported | null> {
  if ([model.uri, log.uri].some((uri) => uri.toString() === target.toString()))
    throw new UserError(
      vscode.l10n.t('The dataset and its curation log are never written over. Choose another name.'),
    );
  await log.ready;
  const parts: string[] = [];
  const problems: string[] = [];
  const { source } = model;
  for (let line = 0; line < source.lineCount; line++) {
    if (line % AT_ONCE === 0) {
      await pause();
      if (token.isCancellationRequested) return null;
      progress.report({ increment: (AT_ONCE * 100) / source.lineCount });
    }
    parts.push(...linesOf(model, log, form, line, problems));
  }
  if (parts.length === 0 && problems.length === 0) {
    throw new UserError(
      vscode.l10n.t('No rewrite was accepted in this dataset yet, so there is nothing to export.'),
    );
  }
  await write(target, parts.join(''));
  return { lines: parts.length, problems };
}

function linesOf(
  model: DatasetModel,
  log: CurationLog,
  form: PairForm | 'accepted',
  line: number,
  problems: string[],
): readonly string[] {
  const { record } = readLine(model, line);
  if (record === null) return [];
  const traits = traitsOf(record);
  const changed = record.transcript.responses.flatMap((response) => {
    const curation = log.state.about(traits, response.id);
    const changes = exportedChanges(curation, traits.hash(response.id));
    return changes.length === 0 ? [] : [{ response, changes }];
  });
  const held = changed.filter(({ response }) => {
    const stands = decisionStands(log.state.about(traits, response.id), traits.hash(response.id));
    if (!stands) problems.push(`${placeTitle(model.source, line)}: ${notHeld()}`);
    return stands;
  });
  if (form === 'accepted') return held.length === 0 ? [] : [`${onOneLine(record.text)}\n`];
  return held.flatMap(({ response, changes }) => {
    const pair = pairOf(record.transcript, response, changes);
    const written =
      pair === null
        ? { ok: false as const, problem: vscode.l10n.t('An accepted text is no longer in the record.') }
        : PAIR_FORMS[form].line(pair);
    if (!written.ok) problems.push(`${placeTitle(model.source, line)}: ${written.problem}`);
    return written.ok ? [written.line] : [];
  });
}

/** Writes a file under another name first, so that what was there stays until the new one is whole. */
export async function write(target: vscode.Uri, text: string): Promise<void> {
  try {
    if (target.scheme !== 'file') {
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
      return;
    }
    // A symbolic link stays a link: the file that it names is the one replaced.
    const real = await realpath(target.fsPath).catch(() => target.fsPath);
    const temporary = join(dirname(real), `.${randomBytes(6).toString('hex')}.rationale-tmp`);
    try {
      const file = await open(temporary, 'wx');
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, real);
    } catch (error) {
      await unlink(temporary).catch(() => {});
      throw error;
    }
  } catch (error) {
    throw new UserError(
      vscode.l10n.t(
        '{0} could not be written: {1}',
        target.fsPath,
        error instanceof Error ? error.message : String(error),
      ),
    );
  }
}
