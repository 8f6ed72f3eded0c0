import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { decisionStands } from '../core/curation/state.ts';
import { UserError } from '../core/errors.ts';
import { PAIR_FORM_NAMES, PAIR_FORMS, type PairForm } from '../core/rewrite/export/forms.ts';
import { exportedChanges, notHeld, pairOf } from '../core/rewrite/export/pair.ts';
import { onOneLine } from '../core/text/jsonLine.ts';
import { type CuratedRecord, type CuratedResponse, openCurated } from './curated.ts';
import { fileBehind } from './outFile.ts';
import { printText } from './output.ts';
import type { Problems } from './problems.ts';
import { refuseInputs } from './samePath.ts';
import type { Streams } from './streams.ts';

export const EXPORT_FORMS = [...PAIR_FORM_NAMES, 'accepted'] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];

/**
 * Prints what the curation of a dataset brought forth, one JSON line each: pairs of an accepted rewrite and the original,
 * or the records that hold an accepted rewrite, as they stand. What cannot be exported is told, and the rest is.
 * @throws UserError when there is no curation log, or `out` cannot be written.
 */
export async function exportFile(
  file: string,
  options: {
    readonly as: ExportForm;
    readonly log?: string | undefined;
    readonly out?: string | undefined;
  },
  streams: Streams,
  problems: Problems,
): Promise<void> {
  const { log, records } = await openCurated(file, options.log, streams.stdin, problems);
  if (log.path === null) {
    throw new UserError(
      `There is no curation log beside “${file}”, so nothing was accepted yet. Name one with --log where it lies elsewhere.`,
    );
  }
  await refuseInputs(options.out, [file, log.path]);
  await into(options.out, streams.stdout, async (out) => {
    for await (const record of records) {
      for (const line of linesOf(record, options.as, problems)) await printText(out, line);
    }
  });
}

function linesOf(record: CuratedRecord, form: ExportForm, problems: Problems): readonly string[] {
  const changed = record.responses.flatMap((one) => {
    const changes = exportedChanges(one.curation, one.hash);
    return changes.length === 0 ? [] : [{ one, changes }];
  });
  const held = changed.filter(({ one }) => {
    const stands = decisionStands(one.curation, one.hash);
    if (!stands) problems.add(`${placeOf(record, one)}: ${notHeld()}`);
    return stands;
  });
  if (form === 'accepted')
    return held.length === 0 || record.input.text === '' ? [] : [`${onOneLine(record.input.text)}\n`];
  return held.flatMap(({ one, changes }) => {
    const name = placeOf(record, one);
    const pair = pairOf(record.transcript, one.response, changes);
    if (pair === null) {
      problems.add(`${name}: An accepted text is no longer in the record, so its pair was left out.`);
      return [];
    }
    const line = PAIR_FORMS[form satisfies PairForm].line(pair);
    if (!line.ok) problems.add(`${name}: ${line.problem}`);
    return line.ok ? [line.line] : [];
  });
}

function placeOf({ input, id }: CuratedRecord, { response }: CuratedResponse): string {
  const side = response.id === 'last' ? '' : `, ${response.id}`;
  return `${input.unit} ${input.number}${id === null ? '' : ` (${id})`}${side}`;
}

/** Writes a file under another name first, so that a run that fails leaves the old file as it was; a pipe at once. */
async function into(
  path: string | undefined,
  stdout: Writable,
  write: (out: Writable) => Promise<void>,
): Promise<void> {
  if (path === undefined) return await write(stdout);
  const real = await fileBehind(path);
  const unfinished = real === null ? null : `${real}.unfinished`;
  try {
    const out = createWriteStream(unfinished ?? path);
    // An error of the stream that comes while nobody waits for it is met here and told below.
    const done = finished(out);
    done.catch(() => {});
    await write(out);
    out.end();
    await done;
    if (real !== null && unfinished !== null) await rename(unfinished, real);
  } catch (error) {
    if (unfinished !== null) await rm(unfinished, { force: true });
    if (error instanceof Error && 'syscall' in error)
      throw new UserError(`“${path}” could not be written: ${error.message}.`);
    throw error;
  }
}
