import { t } from '../../text/translate.ts';
import { type Check, knownText, pass } from './check.ts';
import { factsOf, holds } from './facts.ts';

const NAME = 'facts-kept';

/** Whether the links, code, numbers and names that the original gave are still there. */
export const factsKept: Check = ({ request, text, conclusionMayChange }) => {
  // Where the conduct changes, what the original gave may be the very thing that has to go.
  if (conclusionMayChange) {
    return null;
  }
  const { original } = request.target;
  const conversation = knownText({ ...request, target: { ...request.target, original: '' } });
  const missing = [
    ...new Set(
      factsOf(original)
        // A name that only the original knows may be one that it made up.
        .filter((fact) => fact.kind !== 'name' || holds(conversation, fact))
        .filter((fact) => !holds(text, fact))
        .map((fact) => fact.text),
    ),
  ];
  if (missing.length === 0) {
    return pass(NAME, t('Names, numbers, links and code of the original are kept.'));
  }
  const shown = missing.slice(0, 4).map((fact) => `“${fact.length > 40 ? `${fact.slice(0, 40)}…` : fact}”`);
  return {
    name: NAME,
    verdict: 'warn',
    message:
      missing.length > 4
        ? t('Missing from the original: {0} and {1} more.', shown.join(', '), missing.length - 4)
        : t('Missing from the original: {0}.', shown.join(', ')),
    spans: [],
  };
};
