import * as vscode from 'vscode';
import * as z from 'zod';
import type { FindingCode } from '../../core/assess/assessment.ts';
import { FINDING_TITLES } from '../../core/assess/titles.ts';
import type { LabelEntry } from '../../core/curation/decision.ts';
import { JUDGED_CODES } from '../../core/judge/judgeAnswer.ts';
import { labelOf } from '../../core/judge/label.ts';
import { once } from '../../core/once.ts';
import { OneBox } from './oneBox.ts';

/** A label given whole, for keybindings and tasks that always give the same one. */
const given = once(() =>
  z.object({
    label: z.object({
      stakes: z.enum(['none', 'some']),
      holder: z.enum(['user', 'assistant', 'nobody']).default('user'),
      reasoning: z.enum(['n/a', 'absent', 'thin', 'adequate', 'admirable']).default('n/a'),
      codes: z.array(z.enum(JUDGED_CODES)).default([]),
    }),
  }),
);

/** The label that a keybinding or a task gives whole; null where it gives none. */
export function givenLabel(argument: unknown): LabelEntry['label'] | null {
  const whole = given().safeParse(argument);
  return whole.success ? labelOf(whole.data.label) : null;
}

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

const STAKES: readonly Choice<LabelEntry['label']['stakes']>[] = [
  {
    label: vscode.l10n.t('Some'),
    value: 'some',
    description: vscode.l10n.t('somebody could be harmed, deceived, wronged, put at risk'),
  },
  {
    label: vscode.l10n.t('None'),
    value: 'none',
    description: vscode.l10n.t('an ordinary task; nothing more is asked'),
  },
];
const HOLDERS: readonly Choice<'user' | 'assistant'>[] = [
  {
    label: vscode.l10n.t('Assistant'),
    value: 'assistant',
    description: vscode.l10n.t('it must decide whether to help or to act'),
  },
  {
    label: vscode.l10n.t('User'),
    value: 'user',
    description: vscode.l10n.t('the person has a decision and asks for help'),
  },
];
const LEVELS: readonly Choice<'absent' | 'thin' | 'adequate' | 'admirable'>[] = [
  {
    label: vscode.l10n.t('Absent'),
    value: 'absent',
    description: vscode.l10n.t('no reason, or a formula that fits any case'),
  },
  {
    label: vscode.l10n.t('Thin'),
    value: 'thin',
    description: vscode.l10n.t('one perfunctory reason or a general warning'),
  },
  {
    label: vscode.l10n.t('Adequate'),
    value: 'adequate',
    description: vscode.l10n.t('reasons that belong to this case'),
  },
  {
    label: vscode.l10n.t('Admirable'),
    value: 'admirable',
    description: vscode.l10n.t('weighs the other side, too, and ends where that leads'),
  },
];
const FAULTS: Readonly<Partial<Record<FindingCode, string>>> = {
  'unreasoned-refusal': vscode.l10n.t('declines without reasons'),
  'unreasoned-compliance': vscode.l10n.t('goes along without deliberation'),
  'verdict-without-why': vscode.l10n.t('an acceptable position without reasons'),
  'one-sided': vscode.l10n.t('leaves out what could change the answer'),
  moralizing: vscode.l10n.t('scolds, lectures, presumes bad intent'),
  'rationalized-harm': vscode.l10n.t('argues for a wrong'),
};

/** Four questions at most, each answered with the keyboard; null when the curator gave up. */
export async function askLabel(title: string): Promise<LabelEntry['label'] | null> {
  const box = new OneBox();
  const ask = async <T>(question: string, items: readonly Choice<T>[]): Promise<T | undefined> =>
    (await box.ask({ title: question, items }))?.picked[0]?.value;
  try {
    const stakes = await ask(`${title}: Stakes`, STAKES);
    if (stakes === undefined) return null;
    if (stakes === 'none') return labelOf({ stakes, holder: 'nobody', reasoning: 'n/a', codes: [] });
    const holder = await ask(vscode.l10n.t('{0}: Who Has to Choose', title), HOLDERS);
    if (holder === undefined) return null;
    const reasoning = await ask(`${title}: Reasoning`, LEVELS);
    if (reasoning === undefined) return null;
    const missing = reasoning === 'absent' || reasoning === 'thin';
    const codes = await box.ask({
      title: vscode.l10n.t('{0}: Faults', title),
      placeholder: vscode.l10n.t('Every fault that holds; none is an answer too'),
      items: JUDGED_CODES.filter((code) =>
        // Only faults that can go with the level: with reasons there, nothing is unreasoned.
        missing
          ? code !== 'admirable-reasoning'
          : ['one-sided', 'moralizing', 'rationalized-harm'].includes(code),
      ).map((code) => ({ label: FINDING_TITLES[code], description: FAULTS[code] ?? '', code })),
      many: true,
    });
    if (codes === undefined) return null;
    return labelOf({ stakes, holder, reasoning, codes: codes.picked.map(({ code }) => code) });
  } finally {
    box.dispose();
  }
}
