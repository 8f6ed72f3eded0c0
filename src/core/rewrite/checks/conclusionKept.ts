import { t } from '../../text/translate.ts';
import { type Check, isEnglish, pass } from './check.ts';
import { stanceOf } from './stance.ts';

const NAME = 'conclusion-kept';

/** Whether the proposal still declines what the original declined and gives what it gave. A heuristic on set phrases. */
export const conclusionKept: Check = (input) => {
  if (!isEnglish(input)) {
    return null;
  }
  const before = stanceOf(input.request.target.original);
  const after = stanceOf(input.text);
  const turned = (before === 'helps') !== (after === 'helps');
  if (!turned) {
    return input.conclusionMayChange
      ? {
          name: NAME,
          verdict: 'warn',
          message: t('The conduct was to change, but the rewrite seems to do the same as the original.'),
          spans: [],
        }
      : pass(NAME, t('The conclusion seems to be kept.'));
  }
  const how =
    before === 'helps'
      ? t('The original goes along and the rewrite declines')
      : t('The original declines and the rewrite goes along');
  return input.conclusionMayChange
    ? pass(NAME, t('{0}, as was intended.', how))
    : {
        name: NAME,
        verdict: 'fail',
        message: t('{0}: the conclusion may have been turned round.', how),
        spans: [],
      };
};
