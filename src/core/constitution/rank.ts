import MiniSearch from 'minisearch';
import type { Finding } from '../assess/assessment.ts';
import type { Response, Transcript, Turn } from '../dataset/transcript.ts';
import type { Constitution, Passage, RankedPassage } from './constitution.ts';
import { termOf, wordsOf } from './words.ts';

/** What passages are sought for. The findings, where known, steer the choice. */
export interface PassageQuery {
  readonly transcript: Transcript;
  /** Null for a transcript in which the assistant has not answered. */
  readonly response: Response | null;
  readonly findings?: readonly Pick<Finding, 'code'>[];
}

/** Ranks the passages of one constitution; indexed once, asked often. */
export interface PassageRanker {
  /** The best passages, best first, at most `top`. Deterministic; never throws. */
  rank(query: PassageQuery, top: number): readonly RankedPassage[];
  byId(id: string): Passage | undefined;
  /** The passages before and after one in its section, null at the section's ends or for an unknown id. */
  context(passageId: string): { readonly before: Passage | null; readonly after: Passage | null };
}

/** Longer texts are read at both ends only, which keeps a query within its budget. */
const MOST_CHARACTERS = 6_000;
const MOST_TERMS = 80;

function textOf(turns: readonly Turn[], roles: readonly string[]): string {
  return turns
    .filter((turn) => roles.includes(turn.role))
    .flatMap((turn) => turn.segments.map((segment) => segment.text))
    .join('\n');
}

function bothEnds(text: string): string {
  return text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, MOST_CHARACTERS / 2)} ${text.slice(-MOST_CHARACTERS / 2)}`;
}

function addTerms(weights: Map<string, number>, text: string, weight: number): void {
  const counts = new Map<string, number>();
  for (const { term } of wordsOf(bothEnds(text))) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  for (const [term, count] of counts) {
    weights.set(term, (weights.get(term) ?? 0) + weight * (1 + Math.log(count)));
  }
}

export function createPassageRanker(constitution: Constitution): PassageRanker {
  const { passages } = constitution;
  const index = new MiniSearch<{ id: number; heading: string; path: string; text: string }>({
    fields: ['heading', 'path', 'text'],
    tokenize: (text) => wordsOf(text).map((word) => word.term),
    processTerm: (term) => term,
    searchOptions: { boost: { heading: 3, path: 1, text: 1 }, tokenize: (text) => [text] },
  });
  index.addAll(
    passages.map((passage, id) => ({
      id,
      heading: passage.heading.at(-1) ?? '',
      path: passage.heading.slice(0, -1).join(' '),
      text: passage.text,
    })),
  );
  const positions = new Map(passages.map((passage, at) => [passage.id, at]));

  function rank(query: PassageQuery, top: number): readonly RankedPassage[] {
    const weights = new Map<string, number>();
    const { response, transcript } = query;
    addTerms(weights, transcript.system.map((segment) => segment.text).join('\n'), 0.5);
    addTerms(weights, textOf(response?.context ?? transcript.turns, ['user', 'system']), 1);
    addTerms(weights, textOf(response === null ? [] : [response.turn], ['assistant']), 0.5);
    const terms = [...weights].sort((a, b) => b[1] - a[1]).slice(0, MOST_TERMS);
    const found = index.search(
      { combineWith: 'OR', queries: terms.map(([term]) => term) },
      {
        boostTerm: (term) => weights.get(term) ?? 1,
      },
    );
    const wanted = new Set(terms.map(([term]) => term));
    return found.slice(0, top).flatMap(({ id, score }) => {
      const passage = passages[id as number];
      return passage === undefined ? [] : [{ passage, score, matches: matchesIn(passage.text, wanted) }];
    });
  }

  return {
    rank,
    byId: (id) => passages[positions.get(id) ?? -1],
    context(passageId) {
      const at = positions.get(passageId);
      const passage = at === undefined ? undefined : passages[at];
      if (at === undefined || passage === undefined) {
        return { before: null, after: null };
      }
      const neighbour = (of: Passage | undefined): Passage | null =>
        of !== undefined && sameSection(of, passage) ? of : null;
      return { before: neighbour(passages[at - 1]), after: neighbour(passages[at + 1]) };
    },
  };
}

function sameSection(a: Passage, b: Passage): boolean {
  return (
    a.section === b.section &&
    a.heading.length === b.heading.length &&
    a.heading.every((h, i) => h === b.heading[i])
  );
}

function matchesIn(text: string, wanted: ReadonlySet<string>): readonly (readonly [number, number])[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu)].flatMap((found) => {
    const term = termOf(found[0]);
    return term !== null && wanted.has(term) ? [[found.index, found.index + found[0].length] as const] : [];
  });
}
