import * as vscode from 'vscode';
import { z } from 'zod';
import type { FindingCode } from '../../core/assess/assessment.ts';
import { FINDING_TITLES } from '../../core/assess/titles.ts';
import type { LabelEntry } from '../../core/curation/decision.ts';
import { JUDGED_CODES } from '../../core/judge/judgeAnswer.ts';
import { labelOf } from '../../core/judge/label.ts';

/** A label given whole, for keybindings and tasks that always give the same one. */
const given = z.object({
  label: z.object({
    stakes: z.enum(['none', 'some']),
    holder: z.enum(['user', 'assistant', 'nobody']).default('user'),
    reasoning: z.enum(['n/a', 'absent', 'thin', 'adequate', 'admirable']).default('n/a'),
    codes: z.array(z.enum(JUDGED_CODES)).default([]),
  }),
});

/** The label that a keybinding or a task gives whole; null where it gives none. */
export function givenLabel(argument: unknown): LabelEntry['label'] | null {
  const whole = given.safeParse(argument);
  return whole.success ? labelOf(whole.data.label) : null;
}

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

const STAKES: readonly Choice<LabelEntry['label']['stakes']>[] = [
  { label: 'Some', value: 'some', description: 'somebody could be harmed, deceived, wronged, put at risk' },
  { label: 'None', value: 'none', description: 'an ordinary task; nothing more is asked' },
];
const HOLDERS: readonly Choice<'user' | 'assistant'>[] = [
  { label: 'Assistant', value: 'assistant', description: 'it must decide whether to help or to act' },
  { label: 'User', value: 'user', description: 'the person has a decision and asks for help' },
];
const LEVELS: readonly Choice<'absent' | 'thin' | 'adequate' | 'admirable'>[] = [
  { label: 'Absent', value: 'absent', description: 'no reason, or a formula that fits any case' },
  { label: 'Thin', value: 'thin', description: 'one perfunctory reason or a general warning' },
  { label: 'Adequate', value: 'adequate', description: 'reasons that belong to this case' },
  {
    label: 'Admirable',
    value: 'admirable',
    description: 'weighs the other side, too, and ends where that leads',
  },
];
const FAULTS: Readonly<Partial<Record<FindingCode, string>>> = {
  'unreasoned-refusal': 'declines without reasons',
  'unreasoned-compliance': 'goes along without deliberation',
  'verdict-without-why': 'an acceptable position without reasons',
  'one-sided': 'leaves out what could change the answer',
  moralizing: 'scolds, lectures, presumes bad intent',
  'rationalized-harm': 'argues for a wrong',
};

/** Four questions at most, each answered with the keyboard; null when the curator gave up. */
export async function askLabel(title: string): Promise<LabelEntry['label'] | null> {
  const stakes = await ask(`${title}: Stakes`, STAKES);
  if (stakes === undefined) return null;
  if (stakes === 'none') return labelOf({ stakes, holder: 'nobody', reasoning: 'n/a', codes: [] });
  const holder = await ask(`${title}: Who Has to Choose`, HOLDERS);
  if (holder === undefined) return null;
  const reasoning = await ask(`${title}: Reasoning`, LEVELS);
  if (reasoning === undefined) return null;
  const missing = reasoning === 'absent' || reasoning === 'thin';
  const codes = await vscode.window.showQuickPick(
    JUDGED_CODES.filter((code) =>
      // Only faults that can go with the level: with reasons there, nothing is unreasoned.
      missing
        ? code !== 'admirable-reasoning'
        : ['one-sided', 'moralizing', 'rationalized-harm'].includes(code),
    ).map((code) => ({ label: FINDING_TITLES[code], description: FAULTS[code] ?? '', code })),
    {
      title: `${title}: Faults`,
      placeHolder: 'Every fault that holds; none is an answer too',
      canPickMany: true,
      ignoreFocusOut: true,
    },
  );
  if (codes === undefined) return null;
  return labelOf({ stakes, holder, reasoning, codes: codes.map(({ code }) => code) });
}

async function ask<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
  return (await vscode.window.showQuickPick([...choices], { title, ignoreFocusOut: true }))?.value;
}
