import * as vscode from 'vscode';
import type { Settings } from '../settings.ts';

interface InstructionItem extends vscode.QuickPickItem {
  readonly words: string;
}

/** The named instructions of the settings; entries that are no words are left out. */
export function instructionPresets(
  value: object,
): readonly { readonly name: string; readonly words: string }[] {
  return Object.entries(value).flatMap(([name, words]: [string, unknown]) =>
    typeof words === 'string' && words.trim() !== '' ? [{ name, words: words.trim() }] : [],
  );
}

/**
 * An instruction for one rewrite: a preset of the settings, or words of the moment, which a button keeps under a name.
 * Undefined when the curator gave none.
 */
export async function askInstruction(settings: Settings, dataset: vscode.Uri): Promise<string | undefined> {
  const presets = instructionPresets(settings.instructions.get(dataset));
  const keep: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('save'),
    tooltip: vscode.l10n.t('Keep as a preset…'),
  };
  const picker = vscode.window.createQuickPick<InstructionItem>();
  picker.title = vscode.l10n.t('Rewrite With an Instruction');
  picker.placeholder =
    presets.length === 0
      ? vscode.l10n.t('What should this rewrite do differently?')
      : vscode.l10n.t('Pick a preset, or say what to do differently');
  picker.ignoreFocusOut = true;
  picker.matchOnDetail = true;
  const offer = () => {
    const typed = picker.value.trim();
    picker.items = [
      ...(typed === ''
        ? []
        : [
            {
              label: typed,
              description: vscode.l10n.t('your own words'),
              alwaysShow: true,
              words: typed,
              buttons: [keep],
            },
          ]),
      ...presets.map(({ name, words }) => ({ label: name, detail: words, words })),
    ];
  };
  offer();
  const picked = await new Promise<{ readonly words: string; readonly keep: boolean } | undefined>(
    (resolve) => {
      picker.onDidChangeValue(offer);
      picker.onDidAccept(() => {
        const words = picker.selectedItems[0]?.words ?? picker.value.trim();
        resolve(words === '' ? undefined : { words, keep: false });
        picker.hide();
      });
      picker.onDidTriggerItemButton(({ item: { words } }) => {
        resolve({ words, keep: true });
        picker.hide();
      });
      picker.onDidHide(() => {
        resolve(undefined);
        picker.dispose();
      });
      picker.show();
    },
  );
  if (picked?.keep) await keepPreset(settings, picked.words);
  return picked?.words;
}

/** Keeps an instruction in the user's settings under a name that is asked for. */
async function keepPreset(settings: Settings, words: string): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Keep This Instruction'),
    prompt: vscode.l10n.t('Under which name?'),
    ignoreFocusOut: true,
  });
  if (!name?.trim()) return;
  const own =
    vscode.workspace.getConfiguration().inspect<object>('rationale.instructions')?.globalValue ?? {};
  await settings.instructions.set({ ...own, [name.trim()]: words }, vscode.ConfigurationTarget.Global);
}
