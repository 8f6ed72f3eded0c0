import { t } from '../src/core/text/translate.ts';
import type { KeyEntry } from './keys.ts';

/** Commands that belong together in the list of keys, under a heading. */
export interface KeyGroup {
  readonly title: string;
  readonly entries: readonly KeyEntry[];
}

/** In the order in which a curator comes to them; what is in none comes last. */
const GROUPS: readonly { readonly title: () => string; readonly commands: readonly string[] }[] = [
  {
    title: () => t('Go'),
    commands: [
      'nextRecord',
      'previousRecord',
      'nextFlagged',
      'previousFlagged',
      'goToRecord',
      'nextInQueue',
      'previousInQueue',
      'nextReady',
      'previousReady',
    ],
  },
  {
    title: () => t('Rewrite'),
    commands: [
      'rewriteResponse',
      'rewriteWithStrategy',
      'rewriteWithInstruction',
      'rewriteByHand',
      'stopRewrite',
      'chooseSegment',
      'showPrompt',
      'nextProposal',
      'previousProposal',
      'nextChange',
      'previousChange',
      'takeChange',
      'toggleChanges',
    ],
  },
  {
    title: () => t('Decide'),
    commands: [
      'acceptProposal',
      'acceptAsChosen',
      'editProposal',
      'openRewriteInDiff',
      'acceptFromDiff',
      'rejectProposal',
      'dismissFinding',
      'markExemplar',
      'skipRecord',
      'addNote',
      'undoDecision',
    ],
  },
  {
    title: () => t('Look'),
    commands: [
      'focusTranscript',
      'focusFindings',
      'focusPassages',
      'focusRewrite',
      'focusQueue',
      'showPassage',
      'switchResponse',
      'toggleMarkdown',
      'expandAll',
      'collapseAll',
      'toggleSide',
      'enterFocusMode',
      'leaveFocusMode',
      'openAsText',
      'openCurationEditor',
      'showKeys',
    ],
  },
  {
    title: () => t('Judge and compare readers'),
    commands: [
      'judgeResponse',
      'stopJudging',
      'labelResponse',
      'showCalibration',
      'nextAssigned',
      'nextDisagreement',
      'settleDisagreement',
    ],
  },
];

/** The list of keys in groups, each in its own order; empty groups are left out. */
export function keyGroups(entries: readonly KeyEntry[]): readonly KeyGroup[] {
  const left = new Map(entries.map((entry) => [entry.command, entry]));
  const groups = GROUPS.map(({ title, commands }) => ({
    title: title(),
    entries: commands.flatMap((name) => {
      const command = `rationale.${name}`;
      const entry = left.get(command);
      left.delete(command);
      return entry === undefined ? [] : [entry];
    }),
  }));
  return [...groups, { title: t('More'), entries: [...left.values()] }].filter(
    (group) => group.entries.length > 0,
  );
}
