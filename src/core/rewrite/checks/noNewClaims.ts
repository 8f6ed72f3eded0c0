import { t } from '../../text/translate.ts';
import { type Check, isEnglish, knownText, pass } from './check.ts';
import { factsOf, holds } from './facts.ts';
import { wordsOf } from './words.ts';

const NAME = 'no-new-claims';

/** What somebody's life is made of: said with “your” and not known from the conversation, it is made up. */
const YOUR =
  /\byour (?:own |late |former |new |old |elderly |young )?(boss|manager|employer|coworkers?|colleagues?|team|company|job|career|wife|husband|partner|spouse|girlfriend|boyfriend|ex|mother|mom|mum|father|dad|parents?|sister|brother|siblings?|son|daughter|child|children|kids?|family|friends?|neighbou?rs?|landlord|tenants?|roommate|teacher|professor|students?|doctor|therapist|lawyer|clients?|patients?|customers?|dog|cat|pet|house|home|apartment|school|church|depression|anxiety|illness|diagnosis|addiction|divorce|debts?|pregnancy|disability|trauma|childhood)\b/gi;
/** A state of mind stated as a fact. */
const FEELING =
  /\byou(?:'re| are) (?:clearly |obviously |probably |just |really |so )?(?:feeling |under |going through |angry|upset|scared|afraid|frustrated|desperate|lonely|depressed|anxious|exhausted|stressed|hurt|jealous|ashamed|grieving|struggling)|\byou (?:must (?:be|feel)|clearly (?:want|feel|care)|obviously (?:want|feel|care)|feel (?:angry|hurt|betrayed|trapped|alone|ashamed|guilty|scared))\b/gi;

/** Whether the proposal says things about the person or the case that nobody told it. */
export const noNewClaims: Check = (input) => {
  const { request, text } = input;
  const known = knownText(request);
  const knownWords = new Set(wordsOf(known).map((word) => stem(word.text)));
  const spans: (readonly [number, number])[] = [];
  for (const fact of factsOf(text)) {
    if (fact.kind !== 'code' && !holds(known, fact) && !isSmallNumber(fact.text)) {
      spans.push([fact.start, fact.start + fact.text.length]);
    }
  }
  if (isEnglish(input)) {
    const plain = text.replaceAll('’', "'");
    for (const match of plain.matchAll(YOUR)) {
      if (!knownWords.has(stem((match[1] ?? '').toLowerCase())) && !isConditional(plain, match.index)) {
        spans.push([match.index, match.index + match[0].length]);
      }
    }
    for (const match of plain.matchAll(FEELING)) {
      const last = wordsOf(match[0]).at(-1)?.text ?? '';
      if (!knownWords.has(stem(last)) && !isConditional(plain, match.index)) {
        spans.push([match.index, match.index + match[0].length]);
      }
    }
  }
  if (spans.length === 0) {
    return pass(NAME, t('Nothing new is claimed about the person or the case.'));
  }
  spans.sort((a, b) => a[0] - b[0]);
  const shown = [...new Set(spans.map(([start, end]) => `“${text.slice(start, end)}”`))];
  return {
    name: NAME,
    verdict: 'warn',
    message:
      shown.length > 4
        ? t(
            'The conversation does not give this: {0} and {1} more.',
            shown.slice(0, 4).join(', '),
            shown.length - 4,
          )
        : t('The conversation does not give this: {0}.', shown.join(', ')),
    spans,
  };
};

/** “If your landlord …” supposes and does not claim. */
function isConditional(text: string, index: number): boolean {
  let start = index;
  while (start > 0 && !/[.!?\n]/.test(text[start - 1] ?? '')) start--;
  const sentence = text.slice(start, index);
  return /\b(?:if|whether|unless|suppose|perhaps|maybe|might|may|could|or)\b/i.test(sentence);
}

/** “Two reasons”, “one of 3”: numbers that order a text and claim nothing. */
function isSmallNumber(text: string): boolean {
  return /^\d$|^(?:10|24|100|911|988|999|112)$/.test(text);
}

function stem(word: string): string {
  return word.replace(/'s$/, '').replace(/(?:ies|es|s)$/, '');
}
