import * as vscode from 'vscode';
import * as z from 'zod';
import { anchorOfQuote } from '../../core/curation/anchors.ts';
import type { NoteAnchor } from '../../core/curation/decision.ts';
import { shownTurns } from '../../core/dataset/shownTurns.ts';
import type { ResponseId } from '../../core/dataset/transcript.ts';
import { once } from '../../core/once.ts';
import { shortened } from '../../core/text/shortened.ts';
import { placeTitle } from '../places.ts';
import type { OpenRecord } from '../records.ts';
import { type CommandContext, type CommandHandler, recordArgument, targetRecord } from './context.ts';

/** A note given whole, for keybindings and tasks that always write the same one. */
const given = once(() => z.object({ text: z.string().min(1) }));

/** Notes on the selected text of a transcript, and the threads in the text editor. */
export function noteCommands(context: CommandContext) {
  /** The anchor of what is selected in the panel, where the command is about the record on show there. */
  const selectedAnchor = (argument: unknown, record: OpenRecord, response: ResponseId): NoteAnchor | null => {
    const session = recordArgument(argument) === null ? context.editors.active : null;
    const selected =
      session?.model === record.model && session.line === record.line ? session.selectedText : null;
    return selected === null ? null : anchorOfQuote(shownTurns(record.transcript, response), selected);
  };

  return {
    'rationale.addNote': async (argument) => {
      const { record, response } = targetRecord(context, argument);
      const anchor = selectedAnchor(argument, record, response);
      const whole = given().safeParse(argument);
      const text = whole.success
        ? whole.data.text
        : await vscode.window.showInputBox({
            title: vscode.l10n.t('Note on {0}', placeTitle(record.model.source, record.line)),
            prompt:
              anchor === null
                ? vscode.l10n.t('On the whole record. Select text first for a note on that text.')
                : `On “${shortened(anchor.quote)}”`,
            ignoreFocusOut: true,
          });
      if (text?.trim()) await context.decisions.note(record, response, text.trim(), anchor);
    },
    'rationale.createNote': (argument) => context.notes.write(argument),
    'rationale.deleteNote': (argument) => context.notes.takeBack(argument),
  } satisfies Record<string, CommandHandler>;
}
