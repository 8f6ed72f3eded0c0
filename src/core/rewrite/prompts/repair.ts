import { t } from '../../text/translate.ts';
import type { Strategy } from '../strategy.ts';
import { REPAIR, STYLE, TASK, voice } from './parts.ts';
import { blocksAndAnswer, isAboutConduct, requestBlocks } from './shared.ts';

/** The action changes, whatever the findings say: for a curator who sees harm where no assessor did, too. */
export const repair: Strategy = {
  name: 'repair',
  get title() {
    return t('Repair the conduct');
  },
  get summary() {
    return t('Changes what wrongs somebody, and says why without lecturing.');
  },
  promptVersion: 'repair/1',
  suits: (request) => isAboutConduct(request.findings),
  mayChangeConclusion: () => true,
  injects: () => [],
  prompt: (request) => ({
    system: [TASK, REPAIR, voice(request), STYLE, blocksAndAnswer(request)].join('\n\n'),
    user: requestBlocks(request),
  }),
};
