import { t } from '../../text/translate.ts';
import { type Check, pass } from './check.ts';
import { wordsOf } from './words.ts';

const NAME = 'length';
/** Reasons for a short original need this many words, however short it is. */
const ROOM = 220;
const MOST = 2.5;
const LEAST = 0.5;
/** Below this an original cannot be too long to lose words. */
const SHORT = 40;

/** Whether the proposal's length is in proportion: reasons take room, padding does not make them. */
export const lengthBounds: Check = ({ request, text }) => {
  const before = wordsOf(request.target.original).length;
  const after = wordsOf(text).length;
  const change = `${before} → ${after} words`;
  const most = Math.max(before * MOST, before + ROOM);
  if (after > most) {
    const verdict = after > most * 2 ? 'fail' : 'warn';
    return { name: NAME, verdict, message: t('Much longer than the original ({0}).', change), spans: [] };
  }
  if (before >= SHORT && after < before * LEAST) {
    return {
      name: NAME,
      verdict: 'warn',
      message: t('Much shorter than the original ({0}).', change),
      spans: [],
    };
  }
  return pass(NAME, t('The length is in proportion ({0}).', change));
};
