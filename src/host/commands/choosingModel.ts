import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { type OfferedModel, TABLE_MODELS } from '../../model/modelList.ts';
import { DEFAULT_MODEL, knownModel, MODELS_AS_OF } from '../../model/models.ts';
import { chatName } from '../chatModels.ts';
import type { CommandContext, CommandHandler } from './context.ts';

interface ModelItem extends vscode.QuickPickItem {
  readonly provider?: 'anthropic' | 'vscode';
  readonly model?: string;
}

/** Choosing who is asked for rewrites and assessments. */
export function choosingModelCommands({ provider, settings }: CommandContext) {
  return {
    'rationale.chooseModel': async () => {
      const picked = await vscode.window.showQuickPick(itemsOf(provider), {
        title: vscode.l10n.t('Choose Model'),
        placeHolder: vscode.l10n.t(
          'For rewrites and assessments; prices in US dollars per million tokens, as of {0}',
          MODELS_AS_OF,
        ),
        matchOnDescription: true,
      });
      if (picked?.provider === undefined || picked.model === undefined) return;
      const { Global } = vscode.ConfigurationTarget;
      const setting = picked.provider === 'vscode' ? settings.chatModel : settings.model;
      await setting.set(picked.model, Global);
      await settings.provider.set(picked.provider, Global);
      vscode.window.setStatusBarMessage(vscode.l10n.t('The model is {0}.', picked.model), 4000);
    },
  } satisfies Record<string, CommandHandler>;
}

async function itemsOf(provider: CommandContext['provider']): Promise<readonly ModelItem[]> {
  let offered: readonly OfferedModel[] = TABLE_MODELS;
  let heading = 'Messages API';
  try {
    offered = await provider.offered();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    heading = vscode.l10n.t('Known on {0}; the server was not asked: {1}', MODELS_AS_OF, error.message);
  }
  const { Separator } = vscode.QuickPickItemKind;
  const chats = await provider.chats();
  return [
    { label: heading, kind: Separator },
    ...offered.map(({ id, title }) => ({
      label: title,
      description: [
        id,
        priceOf(id),
        id === DEFAULT_MODEL ? 'default' : '',
        id === provider.model ? 'chosen' : '',
      ]
        .filter((part) => part !== '')
        .join(' · '),
      provider: 'anthropic' as const,
      model: id,
    })),
    ...(chats.length === 0
      ? []
      : [{ label: vscode.l10n.t('VS Code’s own language models'), kind: Separator }]),
    ...chats.map((chat) => ({
      label: chat.name,
      description: [
        `${chat.vendor}, ${chat.id}`,
        vscode.l10n.t('price not known'),
        ...(chatName(chat) === provider.model ? [vscode.l10n.t('chosen')] : []),
      ].join(' · '),
      provider: 'vscode' as const,
      model: chatName(chat),
    })),
  ];
}

function priceOf(id: string): string {
  const known = knownModel(id);
  if (known === null) return vscode.l10n.t('price not known');
  return `$${known.price.input} in, $${known.price.output} out`;
}
