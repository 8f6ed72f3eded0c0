import { t } from '../text/translate.ts';
import type { TextChange } from './changes.ts';
import type { RecordReading } from './record.ts';
import type { Origin, Segment, Transcript, Turn } from './transcript.ts';

/**
 * Why a record must not be edited so: what the curator wrote for a text would be read as something else, as when it
 * holds the words that part turns (`\n\nHuman:`) or a tag that begins reasoning. Null when only those texts change.
 * @param after the reading of the edited record.
 * @returns a sentence for the curator.
 */
export function whyMisread(
  before: Transcript,
  after: RecordReading,
  changes: readonly TextChange[],
): string | null {
  if (after.kind !== 'transcript') {
    return t('With this text the record could not be read as a chat any more, so nothing was written.');
  }
  const { transcript } = after;
  if (transcript.shape !== before.shape || transcript.responses.length !== before.responses.length) {
    return t(
      'With this text the record would be read as another kind of record ({0} instead of {1}), so nothing was written.',
      transcript.shape,
      before.shape,
    );
  }
  const found = turnLists(transcript);
  const lists = turnLists(before).map((turns, at) => [turns, found[at] ?? []] as const);
  const sameTurns = lists.every(
    ([wanted, turns]) =>
      wanted.length === turns.length && wanted.every(({ role }, index) => role === turns[index]?.role),
  );
  if (!sameTurns) {
    return t(
      'With this text the record would have other turns than now, because words in it mark the beginning of a turn (such as “Human:” after a blank line). Change those words. Nothing was written.',
    );
  }
  const sameTexts = lists.every(([wanted, turns]) =>
    wanted.every((turn, index) => isSaidSo(turn, turns[index], changes)),
  );
  return sameTexts
    ? null
    : t(
        'A part of this text would be read as something else, because of a tag or mark in it (such as <think> or </think>). Take it out. Nothing was written.',
      );
}

/** Every list of turns that a transcript is made of, its system text as a turn. */
function turnLists(transcript: Transcript): readonly (readonly Turn[])[] {
  const system: Turn = { role: 'system', speaker: 'system', segments: transcript.system };
  return [
    [system],
    transcript.turns,
    ...transcript.responses.flatMap(({ context, turn, after }) => [context, [turn], after]),
  ];
}

/** Whether what is read from the edited strings is what the edits meant; no other string has changed. */
function isSaidSo(before: Turn, after: Turn | undefined, changes: readonly TextChange[]): boolean {
  const isEdited = ({ origin, text }: Segment) =>
    origin !== null && changes.some((change) => samePath(origin, change.origin)) && text.trim() !== '';
  const wanted = before.segments
    .map((segment) => {
      const change = changes.find(({ origin }) => isTarget(segment.origin, origin));
      return change === undefined ? segment : { ...segment, text: change.after };
    })
    .filter(isEdited);
  const found = (after?.segments ?? []).filter(isEdited);
  return (
    wanted.length === found.length &&
    // The white space around a text belongs to no segment in some shapes.
    wanted.every(
      ({ kind, text }, index) => found[index]?.kind === kind && found[index]?.text.trim() === text.trim(),
    )
  );
}

function isTarget(origin: Origin | null, target: Origin): boolean {
  return (
    origin !== null && samePath(origin, target) && origin.start === target.start && origin.end === target.end
  );
}

function samePath(a: Origin, b: Origin): boolean {
  return a.path.length === b.path.length && a.path.every((step, index) => step === b.path[index]);
}
