/**
 * Whether a text can be read with English cues. Cheap: the share of letters outside the Latin script, then the share
 * of English function words among the first words.
 */

const STOP = new Set(
  (
    'the a an and or but of to in on at for with from by is are was were be been it its this that these those you your ' +
    'i me my we our he she they them his her their not no do does did can could will would should have has had if as ' +
    "so what how when who why there here about just more some any all one out up than then i'm don't it's"
  ).split(' '),
);

const SAMPLE = 600;
const NON_LATIN =
  /[\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Greek}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Bengali}\p{Script=Tamil}]/gu;

export type Language = 'english' | 'other' | 'unknown';

/** `unknown` where there are too few words to tell; such texts are read as English. */
export function language(text: string): Language {
  const sample = text.length > SAMPLE ? text.slice(0, SAMPLE) : text;
  const foreign = sample.match(NON_LATIN)?.length ?? 0;
  const latin = sample.match(/[a-z]/gi)?.length ?? 0;
  if (foreign > 8 && foreign * 2 > latin) return 'other';
  const words = sample
    .replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`|https?:\S+/g, ' ')
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}']+/gu);
  if (!words || words.length < 12) return 'unknown';
  let stops = 0;
  let accented = 0;
  for (const word of words) {
    if (STOP.has(word)) stops++;
    else if (/[^a-z']/.test(word)) accented++;
  }
  const share = stops / words.length;
  if (share >= 0.15) return 'english';
  if (share < 0.08 && accented / words.length > 0.02) return 'other';
  if (share < 0.05 && words.length >= 40 && FOREIGN_STOP.test(sample)) return 'other';
  return share < 0.05 ? 'unknown' : 'english';
}

const FOREIGN_STOP =
  /\b(?:und|der|die|nicht|ist|que|los|las|para|una|pour|les|des|est|dans|och|att|het|een|niet|nie|jest|per|che|della|não|uma|ve|bir)\b.*\b(?:und|der|die|nicht|ist|que|los|las|para|una|pour|les|des|est|dans|och|att|het|een|niet|nie|jest|per|che|della|não|uma|ve|bir)\b/is;
