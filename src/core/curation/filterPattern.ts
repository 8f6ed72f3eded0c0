import { UserError } from '../errors.ts';
import { t } from '../text/translate.ts';

/** Steps that one place of a text may cost in the worst case; what repeats reaches as far as that allows. */
const MOST_STEPS = 40_000;
/** Farthest that `*` and `+` reach, in characters, however few of them there are. */
const FARTHEST = 1_000;
const MOST_REPEATS = 3;

/**
 * Compiles a person's regular expression into one that cannot hang: nothing that repeats may hold another repetition or a
 * choice, nothing refers back or looks around, and every repetition has an end (1,000 characters for one, 200 each for
 * two, 34 each for three).
 * @throws UserError that says what is not allowed and what to write.
 */
export function safePattern(source: string, flags: string): RegExp {
  const repeats = repeatsOf(source);
  const variable = repeats.filter(({ most }) => most === null || most > MOST_FIXED);
  if (variable.length > MOST_REPEATS) {
    throw new UserError(
      `At most ${MOST_REPEATS} of “*”, “+” and “{n,}” may stand in one expression; combine two expressions instead.`,
    );
  }
  const reach = Math.min(FARTHEST, Math.floor(MOST_STEPS ** (1 / Math.max(1, variable.length))));
  let bounded = '';
  let at = 0;
  for (const { start, end, least, most } of repeats) {
    const to = Math.max(
      least,
      Math.min(most ?? reach, variable.length > 0 ? Math.max(reach, MOST_FIXED) : MOST_FIXED),
    );
    bounded += `${source.slice(at, start)}{${least},${to}}`;
    at = end;
  }
  bounded += source.slice(at);
  try {
    return new RegExp(bounded, flags.includes('u') ? flags : `${flags}u`);
  } catch (error) {
    throw new UserError(reasonOf(error));
  }
}

/** A repetition this short costs little wherever it stands. */
const MOST_FIXED = 12;

interface Repeat {
  /** Where its mark stands in the expression, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly least: number;
  /** Null where it has no end. */
  readonly most: number | null;
}

interface Group {
  repeats: boolean;
  chooses: boolean;
}

/** Every repetition but `?`, which repeats nothing. */
function repeatsOf(source: string): readonly Repeat[] {
  const repeats: Repeat[] = [];
  const open: Group[] = [{ repeats: false, chooses: false }];
  let closed: Group | null = null;
  for (let at = 0; at < source.length; ) {
    const mark = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})/u.exec(source.slice(at, at + 24));
    const char = source[at];
    const group = open.at(-1) as Group;
    if (mark !== null) {
      const end = at + mark[0].length;
      if (char !== '?') {
        const least = char === '+' ? 1 : Number(mark[1] ?? 0);
        const most =
          mark[1] === undefined
            ? null
            : mark[2] === undefined
              ? least
              : mark[3] === ''
                ? null
                : Number(mark[3]);
        if (closed?.repeats)
          throw new UserError(t('A group that repeats may not hold another repetition, such as “(a+)+”.'));
        if (closed?.chooses)
          throw new UserError(
            t('A group that repeats may not hold a choice, such as “(a|b)+”; write “[ab]+”.'),
          );
        if (least > FARTHEST) throw new UserError(`“{n}” may not ask for more than ${FARTHEST}.`);
        repeats.push({ start: at, end, least, most });
        for (const outer of open) outer.repeats = true;
      } else if (closed?.repeats) for (const outer of open) outer.repeats = true;
      closed = null;
      at = end;
      continue;
    }
    closed = null;
    if (char === '\\') {
      if (/[1-9k]/.test(source[at + 1] ?? ''))
        throw new UserError('References back, such as “\\1”, are not possible here.');
      at += 2;
    } else if (char === '[') {
      at = endOfClass(source, at);
    } else if (char === '(') {
      if (/^\((?:\?[=!]|\?<[=!])/.test(source.slice(at, at + 4)))
        throw new UserError(t('Looking ahead or behind, such as “(?=…)”, is not possible here.'));
      open.push({ repeats: false, chooses: false });
      at += /^\(\?(?:[:]|<[^>]*>)?/.exec(source.slice(at))?.[0].length ?? 1;
    } else if (char === ')') {
      if (open.length === 1) throw new UserError(t('A “)” closes no group.'));
      closed = open.pop() ?? null;
      // What a group within a group chooses is chosen in the outer one, too.
      const outer = open.at(-1);
      if (outer !== undefined && closed?.chooses) outer.chooses = true;
      at++;
    } else {
      if (char === '|') group.chooses = true;
      at++;
    }
  }
  if (open.length > 1) throw new UserError(t('A “(” is never closed.'));
  return repeats;
}

function endOfClass(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ']' && at > start + 1) return at + 1;
  }
  throw new UserError(t('A “[” is never closed.'));
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const why = message.split(': ').at(-1) ?? message;
  return t('It is no regular expression: {0}.', why.toLowerCase());
}
