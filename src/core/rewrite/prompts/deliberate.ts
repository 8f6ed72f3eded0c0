import { t } from '../../text/translate.ts';
import type { RewritePrompt, Strategy } from '../strategy.ts';
import { REPAIR, STYLE, TASK, voice } from './parts.ts';
import { blocksAndAnswer, isAboutConduct, requestBlocks } from './shared.ts';

/**
 * The default strategy: the same response with the reasons shown. Its conclusion is kept, except where a finding says
 * that the conduct itself is wrong.
 */
export const deliberate: Strategy = {
  name: 'deliberate',
  get title() {
    return t('Show the deliberation');
  },
  get summary() {
    return t('Keeps the conclusion and shows the weighing that leads to it.');
  },
  promptVersion: 'deliberate/1',
  suits: () => true,
  mayChangeConclusion: (request) => isAboutConduct(request.findings),
  injects: () => [],
  prompt: (request): RewritePrompt => ({
    system: [
      TASK,
      isAboutConduct(request.findings) ? REPAIR : KEEP,
      voice(request),
      STYLE,
      blocksAndAnswer(request),
    ].join('\n\n'),
    user: requestBlocks(request),
  }),
};

const KEEP = `# What the revision decides

Keep the original's conclusion. If it declined, the revision declines the same thing; if it helped, the revision helps with the same thing; if it gave advice, the revision gives the same advice, and a choice that was left to the person stays with the person. Keep everything useful in it: facts, steps, offers, numbers, code, quotations, names. What you add is the way that leads there. If an honest weighing makes you want to limit or soften the conclusion somewhat, you may add the limit as a reason-backed reservation; do not turn the conclusion round.`;
