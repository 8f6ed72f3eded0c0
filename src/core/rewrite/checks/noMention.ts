import { t } from '../../text/translate.ts';
import { type Check, isEnglish, knownText, pass, spansOf } from './check.ts';

const NAME = 'no-mention';

const MENTION =
  /\b(?:(?:my|the|this|our|a|anthropic's|claude's|its) (?:constitution|guiding (?:passages?|principles?)|guidelines|core (?:values|principles)|model spec)|my (?:training|programming|principles|instructions|developers|creators)|(?:I was|I've been|I am|I'm) (?:trained|programmed|designed|instructed|told) (?:to|not to)|(?:according|in accordance|in line|consistent) (?:to|with) my (?:principles|guidelines|policies)|the (?:passages?|findings?) (?:above|provided|given|say|says)|(?:the|this) (?:rewrite|revision|revised response|original response)|the curator)\b/gi;

/**
 * Whether the proposal speaks of the constitution or of the rewriting, which would teach a model to cite rules instead of
 * reasons. Fine where the conversation or the curator speaks of it.
 */
export const noMention: Check = (input) => {
  if (!isEnglish(input)) {
    return null;
  }
  const known = knownText(input.request).replaceAll('’', "'").toLowerCase();
  const plain = input.text.replaceAll('’', "'");
  const spans = spansOf(plain, MENTION).filter(([start, end]) => {
    // The longest word is the telling one: “constitution”, “guidelines”, “trained”.
    const words = plain.slice(start, end).toLowerCase().split(' ');
    return !known.includes(words.reduce((longest, word) => (word.length > longest.length ? word : longest)));
  });
  if (spans.length === 0) {
    return pass(NAME, t('It speaks neither of a constitution nor of a rewrite.'));
  }
  const shown = [...new Set(spans.map(([start, end]) => `“${input.text.slice(start, end)}”`))]
    .slice(0, 3)
    .join(', ');
  return {
    name: NAME,
    verdict: 'fail',
    message: t('It points at rules instead of reasons: {0}.', shown),
    spans,
  };
};
