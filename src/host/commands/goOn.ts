import type { CurationSession } from '../curationSession.ts';
import type { CommandContext } from './context.ts';

/**
 * After a decision, shows the next record that is still to be decided where the curator wants to go on by itself, and has
 * what comes next fetched ahead.
 * @returns whether another record is on show.
 */
export function goOn(context: CommandContext, session: CurationSession): boolean {
  const moved = goToNext(context, session);
  context.prefetch.decided(session);
  return moved;
}

function goToNext({ queue, settings, activeDataset }: CommandContext, session: CurationSession): boolean {
  const { model } = session;
  const when = settings.advance.get(model.uri);
  if (activeDataset.model !== model || !(when === 'always' || (when === 'queue' && queue.isNarrowed)))
    return false;
  const line = queue.nextUndecided();
  if (line !== null) session.goTo(line);
  return line !== null;
}
