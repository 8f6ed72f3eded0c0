import * as vscode from 'vscode';
import { titleOf } from '../../core/dataset/formats.ts';
import { shapesOf } from '../../core/dataset/readChoice.ts';
import { type CustomMapping, customMapping } from '../../core/dataset/shapes/customMapping.ts';
import { draftMapping } from '../../core/dataset/shapes/draftMapping.ts';
import { UserError } from '../../core/errors.ts';
import { convertToJsonl } from '../convertToJsonl.ts';
import type { DatasetModel } from '../datasetModel.ts';
import { type CountedShape, countShapes, parsed } from '../shapeCounts.ts';
import { variantsOf, variantUri } from '../variantDocuments.ts';
import { type CommandContext, type CommandHandler, sessionFor } from './context.ts';

/** For keybindings that always mean the same, and for tests: what would be asked for. */
interface GivenAnswers {
  /** A shape's name; null to find out for each record. */
  readonly shape?: string | null;
  /** A file name, or a shape's name. */
  readonly name?: string;
  /** Which of a record's chats, from 0. */
  readonly variant?: number;
}

/** What a record is: the shape of a file, shapes of the curator's own, and files of another shape made editable. */
export function shapeCommands(context: CommandContext) {
  return {
    'rationale.chooseShape': async (argument) => {
      const { model } = await sessionFor(context, argument);
      const given = answers(argument).shape;
      const shape = given === undefined ? await askShape(model) : given;
      if (shape !== undefined) await context.shapes.choose(model.uri, shape);
    },
    'rationale.draftShape': async (argument) => {
      const session = await sessionFor(context, argument);
      const { uri } = session.model;
      const value = parsed(session.model.source.line(session.line));
      const given = answers(argument).name;
      const taken = new Set(shapesOf(context.shapes.for(uri)).map(({ name }) => name));
      const name = given ?? (await askName(taken));
      if (name === undefined) return;
      if (taken.has(name))
        throw new UserError(vscode.l10n.t('A shape is called “{0}” already. Choose another name.', name));
      const mapping = draftMapping(value, name);
      if (mapping === null || !customMapping().safeParse(mapping).success) {
        throw new UserError(vscode.l10n.t('This record holds too little text to draft a shape from.'));
      }
      if (given === undefined && !(await agrees(mapping))) return;
      await context.shapes.add(uri, mapping);
    },
    'rationale.showVariant': async (argument) => {
      const { model, line } = await sessionFor(context, argument);
      const variants = variantsOf(model, line);
      if (variants.length < 2) throw new UserError(vscode.l10n.t('This record holds one chat only.'));
      const given = answers(argument).variant;
      const picked =
        given ??
        (
          await vscode.window.showQuickPick(
            variants.map(({ title }, index) => ({ label: title, index })),
            {
              title: vscode.l10n.t('Read Another Path or Answer'),
              placeHolder: vscode.l10n.t('The panel shows the first one'),
            },
          )
        )?.index;
      if (picked === undefined) return;
      const document = await vscode.workspace.openTextDocument(variantUri(model.uri, line, picked));
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
    },
    'rationale.convertToJsonl': async (argument) => {
      const session = await sessionFor(context, argument);
      const { name } = answers(argument);
      const made = await context.datasets.held(session.model, () => convertToJsonl(session.model, name));
      if (made !== null) await context.editors.reveal(made);
    },
  } satisfies Record<string, CommandHandler>;
}

function answers(argument: unknown): GivenAnswers {
  return typeof argument === 'object' && argument !== null && !(argument instanceof vscode.Uri)
    ? (argument as GivenAnswers)
    : {};
}

async function askShape(model: DatasetModel): Promise<string | null | undefined> {
  const counted = countShapes(model);
  const now = model.choice.shape;
  const current = (shape: string | null) => (shape === now ? '$(check) ' : '');
  const item = ({ name, title, reads }: CountedShape) => ({
    label: `${current(name)}${title}`,
    description: reads === 0 ? name : vscode.l10n.t('{0} · reads {1}', name, share(reads, counted.of)),
    shape: name as string | null,
  });
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator, shape: null });
  const found = model.format.shape;
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: `${current(null)}${vscode.l10n.t('Detect for each record')}`,
        description:
          found === null ? vscode.l10n.t('no chat was found') : vscode.l10n.t('mostly {0}', titleOf(found)),
        shape: null,
      },
      separator(vscode.l10n.t('Shapes that read records of this file')),
      ...counted.shapes.filter(({ reads }) => reads > 0).map(item),
      separator(vscode.l10n.t('Other shapes')),
      ...counted.shapes.filter(({ reads }) => reads === 0).map(item),
    ],
    {
      title: vscode.l10n.t('Choose Record Shape'),
      placeHolder: vscode.l10n.t('Read every record of this file as'),
      matchOnDescription: true,
    },
  );
  return picked?.shape;
}

function share(reads: number, of: number): string {
  return reads === of
    ? vscode.l10n.t('all {0} looked at', of)
    : vscode.l10n.t('{0} of {1} looked at', reads, of);
}

async function askName(taken: ReadonlySet<string>): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Draft a Shape From This Record'),
    prompt: vscode.l10n.t('What to call records of this shape'),
    value: 'my-shape',
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === ''
        ? vscode.l10n.t('A shape has a name.')
        : taken.has(value.trim())
          ? vscode.l10n.t('Another shape is called so already.')
          : null,
  });
  return name?.trim() || undefined;
}

/** Shows the draft before it is written. */
async function agrees(mapping: CustomMapping): Promise<boolean> {
  const add = vscode.l10n.t('Add to Settings');
  const picked = await vscode.window.showInformationMessage(
    vscode.l10n.t('This is how records like this one would be read as “{0}”.', mapping.name),
    {
      modal: true,
      detail: `${JSON.stringify(mapping, null, 2)}\n\n${vscode.l10n.t('It can be changed at any time in the setting rationale.shapes.')}`,
    },
    add,
  );
  return picked === add;
}
