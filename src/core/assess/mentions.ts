import { LEXICON } from './lexicon/all.ts';
import type { Profile } from './profile.ts';
import type { Situation } from './situation.ts';

/** What a request names: whoever may be affected, and the words that put something at stake, as written. */
export interface Mentions {
  readonly people: readonly string[];
  readonly matters: readonly string[];
}

const ids = (names: readonly string[]): ReadonlySet<number> => new Set(names.map((n) => LEXICON.id(n)));
const PEOPLE = ids(['kin', 'role', 'vulnerable', 'group', 'animal']);
const GRAVE = ids([
  'violence',
  'weapon',
  'drug',
  'selfHarm',
  'sexual',
  'hate',
  'insult',
  'theft',
  'fraud',
  'deceive',
  'secrecy',
  'privacy',
  'cyber',
  'bypass',
]);
const MILD = ids([
  'illegal',
  'cheatWork',
  'duty',
  'pressure',
  'medicalRisk',
  'moneyRisk',
  'danger',
  'childRisk',
  'oversight',
  'irreversible',
  'dilemma',
]);

export function mentions(s: Situation): Mentions {
  const people = [...words(s.request, PEOPLE), ...words(s.background, PEOPLE), ...words(s.setting, PEOPLE)];
  const matters = [
    ...words(s.request, GRAVE),
    ...words(s.request, MILD),
    ...words(s.actions, GRAVE),
    ...words(s.background, GRAVE),
    ...words(s.setting, GRAVE),
  ];
  return { people: distinct(people), matters: distinct(matters) };
}

/** Whether the answer speaks of one of these words, by stem. */
export function speaksOf(answer: Profile, text: string): boolean {
  const low = text.toLowerCase();
  return answer.scan.text.toLowerCase().includes(low.endsWith('s') ? low.slice(0, -1) : low);
}

function words(p: Profile, classes: ReadonlySet<number>): string[] {
  const out: string[] = [];
  const { scan } = p;
  for (let k = 0; k < p.hitClass.length && out.length < 12; k++) {
    if (!classes.has(p.hitClass[k] as number)) continue;
    const from = scan.start[p.hitWord[k] as number] as number;
    const to = scan.end[(p.hitEnd[k] as number) - 1] as number;
    const text = scan.text.slice(from, to).replace(/\s+/g, ' ');
    if (text.length <= 40) out.push(text);
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
