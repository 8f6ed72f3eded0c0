import { language } from '../../assess/language.ts';
import { t } from '../../text/translate.ts';
import { type Check, pass } from './check.ts';

const NAME = 'language-kept';

const SCRIPTS = {
  Latin: /\p{Script=Latin}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  Greek: /\p{Script=Greek}/gu,
  Arabic: /\p{Script=Arabic}/gu,
  Hebrew: /\p{Script=Hebrew}/gu,
  Devanagari: /\p{Script=Devanagari}/gu,
  Thai: /\p{Script=Thai}/gu,
  Hangul: /\p{Script=Hangul}/gu,
  Kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Han: /\p{Script=Han}/gu,
} as const;
type Script = keyof typeof SCRIPTS;

/** Letters enough to tell a script by. */
const ENOUGH = 12;

/** Whether the proposal is in the original's language, told by script and, within the Latin one, by English or not. */
export const languageKept: Check = ({ request, text }) => {
  const before = scriptOf(request.target.original);
  const after = scriptOf(text);
  if (before === null || after === null) {
    return null;
  }
  if (before !== after) {
    return {
      name: NAME,
      verdict: 'fail',
      message: t('The original is written in {0} script, the rewrite in {1}.', before, after),
      spans: [],
    };
  }
  const [was, is] = [language(request.target.original), language(text)];
  if (before === 'Latin' && was !== 'unknown' && is !== 'unknown' && was !== is) {
    const message =
      is === 'english'
        ? t('The original is not in English, the rewrite is.')
        : t('The original is in English, the rewrite is not.');
    return { name: NAME, verdict: 'fail', message, spans: [] };
  }
  return pass(NAME, t('The language seems to be kept.'));
};

function scriptOf(text: string): Script | null {
  const prose = text.replace(/```[\s\S]*?(?:```|$)|https?:\S+/g, ' ');
  const counts = (Object.keys(SCRIPTS) as Script[]).map(
    (script) => [script, prose.match(SCRIPTS[script])?.length ?? 0] as const,
  );
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  // Japanese mixes two scripts; the one that only it uses decides.
  const kana = counts.find(([script]) => script === 'Kana')?.[1] ?? 0;
  if (total < ENOUGH) {
    return null;
  }
  if (kana * 10 > total) {
    return 'Kana';
  }
  return counts.reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}
