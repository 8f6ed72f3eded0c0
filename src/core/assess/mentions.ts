import { LEXICON } from './lexicon/all.ts';
import type { Profile } from './profile.ts';
import type { Situation } from './situation.ts';

/** Whom the user's words name, as written. */
export interface Mentions {
  readonly people: readonly string[];
}

const KIN = LEXICON.id('kin');
const ROLE = LEXICON.id('role');
/** Words for people that are as often words for things (`driver`, `source`, `reader`) say nothing without `my` before them. */
const OWNED = /\b(?:my|his|her|their|our|your)\s$/i;

export function mentions(s: Situation): Mentions {
  const people = [...owned(s.request), ...owned(s.background)];
  return { people: distinct(people) };
}

/**
 * Whether the answer speaks of one of these words, by stem.
 * @param answer in lower case
 */
export function speaksOf(answer: string, text: string): boolean {
  const low = text.toLowerCase();
  return answer.includes(low.endsWith('s') ? low.slice(0, -1) : low);
}

/** People whom a text speaks of as somebody's own (`my sister`, `our tenants`): those are people for sure. */
function owned(p: Profile): string[] {
  const { scan, hits } = p;
  const out: string[] = [];
  for (let k = 0; k < hits.count && out.length < 12; k++) {
    const id = hits.classId[k] as number;
    if (id !== KIN && id !== ROLE) continue;
    const from = scan.start[hits.word[k] as number] as number;
    const to = scan.end[(hits.end[k] as number) - 1] as number;
    if (to - from <= 40 && OWNED.test(scan.text.slice(Math.max(0, from - 14), from)))
      out.push(scan.text.slice(from, to).replace(/\s+/g, ' '));
  }
  return out;
}

function distinct(list: readonly string[]): string[] {
  const seen = new Set<string>();
  return list.filter((word) => {
    const key = word.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
