import { randomInt } from 'node:crypto';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { LabelEntry } from '../../core/curation/decision.ts';
import { saysHowLogsMerge, withMergeLine } from '../../core/curation/mergeSettings.ts';
import { disagreementOf, drawSample, waitsFor } from '../../core/curation/readers.ts';
import type { CurationState } from '../../core/curation/state.ts';
import type { ResponseId } from '../../core/dataset/transcript.ts';
import { UserError } from '../../core/errors.ts';
import { once } from '../../core/once.ts';
import type { DatasetModel } from '../datasetModel.ts';
import { type OpenRecord, readLine, responseHash, responseOf, traitsOf } from '../records.ts';
import { RecordFinder } from '../verdictTexts.ts';
import { askLabel, givenLabel } from './askLabel.ts';
import { type CommandContext, type CommandHandler, datasetUri, sessionFor, targetRecord } from './context.ts';

/** A sample given whole, for tasks that always draw the same one. */
const givenSample = once(() =>
  z.object({
    count: z.int().min(1),
    seed: z.int().min(0),
    readers: z.array(z.string().trim().min(1)).min(1),
  }),
);

/** Yes without the question, for tasks and scripts. */
const givenYes = once(() => z.object({ write: z.literal(true) }));

interface Found {
  readonly record: OpenRecord;
  readonly response: ResponseId;
}

/** What several curators of one dataset need: merging logs, double reading, settling what they do not agree on. */
export function secondReaderCommands(context: CommandContext) {
  const opened = async (argument: unknown) => {
    const uri = datasetUri(context, argument);
    const model = context.datasets.get(uri);
    if (model === undefined)
      throw new UserError(vscode.l10n.t('The dataset is no longer open. Open it and try again.'));
    const log = context.logs.for(uri);
    await log.ready;
    return { uri, model, state: log.state };
  };

  /** Goes to the next response after the one on show, round the end, for which `wanted` holds. */
  const goToNext = async (
    argument: unknown,
    wanted: (found: Found, state: CurationState) => boolean,
    none: string,
  ) => {
    const session = await sessionFor(context, argument);
    const { state } = await opened(session.model.uri);
    const all = loggedResponses(session.model, state).filter((found) => wanted(found, state));
    const next = all.find(({ record }) => record.line > session.line) ?? all[0];
    if (next === undefined) {
      vscode.window.setStatusBarMessage(none, 4000);
      return;
    }
    session.goTo(next.record.line);
    session.selectResponse(next.response);
    vscode.window.setStatusBarMessage(vscode.l10n.t('{0} to go.', all.length.toLocaleString('en')), 4000);
  };

  return {
    'rationale.offerMergeSettings': async (argument) => {
      const folder = vscode.Uri.joinPath(datasetUri(context, argument), '..');
      const file = vscode.Uri.joinPath(folder, '.gitattributes');
      const before = await readText(file);
      if (saysHowLogsMerge(before)) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('{0} says already how curation logs merge.', file.fsPath),
        );
        return;
      }
      const write = vscode.l10n.t('Write It');
      const picked = givenYes().safeParse(argument).success
        ? write
        : await vscode.window.showInformationMessage(
            vscode.l10n.t('Let git merge curation logs by taking the entries of both sides?'),
            {
              modal: true,
              detail: vscode.l10n.t(
                'One line is added to {0}. Commit it, so that it holds for everyone who shares the dataset.',
                file.fsPath,
              ),
            },
            write,
          );
      if (picked !== write) return;
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(withMergeLine(before)));
    },
    'rationale.sampleForDoubleReading': async (argument) => {
      const { model } = await opened(argument);
      const sample = givenSample().safeParse(argument).data ?? (await askSample(model));
      if (sample === null) return;
      const given = await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Drawing a sample…'),
          cancellable: true,
        },
        async (_progress, token) => {
          const found = drawn(model, sample.count, sample.seed);
          return token.isCancellationRequested ? [] : found;
        },
      );
      if (given.length === 0) return;
      await context.decisions.assign(model, given, sample.readers);
      vscode.window.setStatusBarMessage(
        vscode.l10n.t(
          '{0} responses given to {1}.',
          given.length.toLocaleString('en'),
          sample.readers.join(vscode.l10n.t(' and ')),
        ),
        6000,
      );
    },
    'rationale.nextAssigned': async (argument) => {
      const { uri } = await opened(argument);
      const me = await context.curator.name(uri);
      await goToNext(
        argument,
        ({ record, response }, state) =>
          waitsFor(state.about(traitsOf(record), response), me, responseHash(responseOf(record, response))),
        vscode.l10n.t('Nothing that was given to you waits for your label.'),
      );
    },
    'rationale.nextDisagreement': (argument) =>
      goToNext(
        argument,
        ({ record, response }, state) => disagreementOf(state.about(traitsOf(record), response)) !== null,
        vscode.l10n.t('There is no disagreement that is not settled.'),
      ),
    'rationale.settleDisagreement': async (argument) => {
      const { record, response } = targetRecord(context, argument);
      const log = context.logs.for(record.model.uri);
      await log.ready;
      const reading = disagreementOf(log.state.about(traitsOf(record), response));
      if (reading === null || reading.hash !== responseHash(responseOf(record, response)))
        throw new UserError(vscode.l10n.t('The curators do not disagree about the text of this response.'));
      const label = givenLabel(argument) ?? (await askSettling(reading.labels, record.line));
      if (label === null) return;
      await context.decisions.settle(record, response, label);
      vscode.window.setStatusBarMessage(
        label.flag ? vscode.l10n.t('Settled: to be flagged.') : vscode.l10n.t('Settled: not to be flagged.'),
        4000,
      );
    },
  } satisfies Record<string, CommandHandler>;
}

/** The responses that were given to readers or labelled and that are still in the dataset, in the order of their lines. */
function loggedResponses(model: DatasetModel, state: CurationState): readonly Found[] {
  const finder = new RecordFinder(model);
  const found = new Map<string, Found>();
  for (const { type, record: logged, response } of state.entriesInForce()) {
    // A bulk run may have written about every record of the dataset, and each would be read.
    if (type !== 'assign' && type !== 'label') continue;
    if (found.has(`${logged.key}|${response.id}|${logged.line}`)) continue;
    const record = finder.find(logged.key, logged.line - 1);
    if (record === null || !record.transcript.responses.some(({ id }) => id === response.id)) continue;
    found.set(`${logged.key}|${response.id}|${logged.line}`, { record, response: response.id });
  }
  return [...found.values()].sort((a, b) => a.record.line - b.record.line);
}

/** A sample of the dataset's responses; the rejected side of a preference is none, since nobody learns from it. */
function drawn(model: DatasetModel, count: number, seed: number): readonly Found[] {
  const lines: number[] = [];
  for (let line = 0; line < model.source.lineCount; line++)
    if (model.knownSummary(line)?.kind === 'transcript') lines.push(line);
  return drawSample(lines, count, seed).flatMap((line) => {
    const { record } = readLine(model, line);
    const response = record?.transcript.responses.find(({ id }) => id !== 'rejected');
    return record === null || response === undefined ? [] : [{ record, response: response.id }];
  });
}

async function askSample(model: DatasetModel): Promise<z.infer<ReturnType<typeof givenSample>> | null> {
  const title = vscode.l10n.t('Sample for Double Reading');
  const whole = (text: string) => (/^\d{1,9}$/.test(text.trim()) ? null : vscode.l10n.t('A whole number.'));
  const count = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0}: How Many', title),
    prompt: vscode.l10n.t('Of {0} records', model.counts.records.toLocaleString('en')),
    value: '50',
    validateInput: (text) => whole(text) ?? (Number(text) === 0 ? vscode.l10n.t('One or more.') : null),
    ignoreFocusOut: true,
  });
  if (count === undefined) return null;
  const seed = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0}: Seed', title),
    prompt: vscode.l10n.t('The same number draws the same records again, on any machine'),
    value: String(randomInt(1_000_000)),
    validateInput: whole,
    ignoreFocusOut: true,
  });
  if (seed === undefined) return null;
  const names = await vscode.window.showInputBox({
    title: vscode.l10n.t('{0}: Who', title),
    prompt: vscode.l10n.t('Names of the curators as git has them (user.name), parted by commas'),
    validateInput: (text) =>
      text.split(',').some((name) => name.trim() !== '') ? null : vscode.l10n.t('A name.'),
    ignoreFocusOut: true,
  });
  if (names === undefined) return null;
  const readers = [...new Set(names.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  return { count: Number(count), seed: Number(seed), readers };
}

/** One of the curators' labels, or another; null when the curator gave up. */
async function askSettling(labels: readonly LabelEntry[], line: number): Promise<LabelEntry['label'] | null> {
  const title = vscode.l10n.t('Settle the Disagreement at Line {0}', line + 1);
  const picked = await vscode.window.showQuickPick(
    [
      ...labels.map(({ by, label }) => ({
        label: label.flag ? vscode.l10n.t('To be flagged') : vscode.l10n.t('Not to be flagged'),
        description: vscode.l10n.t(
          'as {0} says: {1}',
          by,
          [vscode.l10n.t('reasoning {0}', label.reasoning), ...label.codes].join(', '),
        ),
        value: label,
      })),
      { label: vscode.l10n.t('Another label…'), description: '', value: null },
    ],
    { title, ignoreFocusOut: true },
  );
  if (picked === undefined) return null;
  return picked.value ?? askLabel(title);
}

async function readText(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return '';
    throw error;
  }
}
