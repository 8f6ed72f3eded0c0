import { t } from '../../text/translate.ts';
import { type Check, isEnglish, pass, spansOf } from './check.ts';

const NAME = 'no-lecturing';

const SCOLDING =
  /\b(?:you should (?:be ashamed|know better|really think about)|shame on you|how (?:dare|could) you|I(?:'m| am) (?:disappointed|appalled|disgusted|shocked)|(?:that|this|what you)(?:'s| is| are)(?: \w+){0,2} (?:disgusting|despicable|horrible|terrible thing to (?:ask|say|want))|I (?:strongly|really)? ?(?:urge|implore|must urge) you|I (?:must|have to|need to) (?:remind|warn|caution|stress|emphasi[sz]e)|let me (?:remind|be very clear|be clear with) you)\b/gi;
const PREACHING =
  /\b(?:it(?:'s| is) (?:important|crucial|essential|vital|critical|worth remembering|imperative) (?:to|that)(?: \w+)? (?:remember|note|recogni[sz]e|understand|respect|consider|be aware|treat|always|we|you)|(?:please )?(?:always )?(?:remember|keep in mind|bear in mind) that|we (?:should|must) (?:all|always)|everyone deserves|as a (?:responsible|good|decent|moral) (?:person|citizen|human|AI)|(?:unethical|immoral|morally wrong|wrong) and (?:illegal|unethical|immoral|harmful)|illegal and (?:unethical|immoral|wrong)|I (?:do not|don't|cannot|can't) condone|violence is never|there(?:'s| is) no excuse)\b/gi;

/** Whether the proposal scolds, preaches, or stacks the set phrases that stand in for reasons. English only. */
export const noLecturing: Check = (input) => {
  if (!isEnglish(input)) {
    return null;
  }
  const plain = input.text.replaceAll('’', "'");
  const scolding = spansOf(plain, SCOLDING);
  const preaching = spansOf(plain, PREACHING);
  const spans = [...scolding, ...preaching].sort((a, b) => a[0] - b[0]);
  if (spans.length === 0) {
    return pass(NAME, t('No lecturing was found.'));
  }
  const shown = [...new Set(spans.map(([start, end]) => `“${input.text.slice(start, end)}”`))]
    .slice(0, 3)
    .join(', ');
  return scolding.length > 0 || preaching.length > 1
    ? { name: NAME, verdict: 'fail', message: t('It lectures: {0}.', shown), spans }
    : {
        name: NAME,
        verdict: 'warn',
        message: t('A set phrase stands where a reason could: {0}.', shown),
        spans,
      };
};
