import type { CurationSession } from '../curationSession.ts';
import type { CommandContext } from './context.ts';

/** After a decision, shows the next record that is still to be decided, where the curator wants to go on by itself. */
export function goOn({ queue, settings, activeDataset }: CommandContext, session: CurationSession): boolean {
  const { model } = session;
  const when = settings.advance.get(model.uri);
  if (activeDataset.model !== model || !(when === 'always' || (when === 'queue' && queue.isNarrowed)))
    return false;
  const line = queue.nextUndecided();
  if (line !== null) session.goTo(line);
  return line !== null;
}
