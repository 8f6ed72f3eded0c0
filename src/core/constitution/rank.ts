import MiniSearch from 'minisearch';
import type { Finding } from '../assess/assessment.ts';
import type { Response, Transcript } from '../dataset/transcript.ts';
import { type ConceptLayer, createConceptLayer } from './conceptLayer.ts';
import { builtInConcepts } from './concepts/concepts.ts';
import type { Constitution, Passage, RankedPassage } from './constitution.ts';
import { groupSections, indexConcepts, type Section, sameSection } from './sectionIndex.ts';
import { type Situation, situationOf } from './situation.ts';
import { stemsOf, wordsOf } from './words.ts';

/** What passages are sought for. The findings, where known, steer the choice. */
export interface PassageQuery {
  readonly transcript: Transcript;
  /** Null for a transcript in which the assistant has not answered. */
  readonly response: Response | null;
  readonly findings?: readonly Pick<Finding, 'code'>[];
}

/** Ranks the passages of one constitution; indexed once, asked often. */
export interface PassageRanker {
  /**
   * The best passages, best first, at most `top`. The first passages come from different sections as long as there
   * are sections worth naming. Deterministic; never throws.
   */
  rank(query: PassageQuery, top: number): readonly RankedPassage[];
  byId(id: string): Passage | undefined;
  /** The passages before and after one in its section, null at the section's ends or for an unknown id. */
  context(passageId: string): { readonly before: Passage | null; readonly after: Passage | null };
}

/** How the parts of a section's score weigh. One set of figures for all constitutions; see docs/passages.md. */
export interface RankWeights {
  /** Words shared with the section, beside concepts shared with it. */
  readonly words: number;
  readonly prior: number;
  /** Of what a section gets on the whole, the part that is taken off, so that no section is named for everything. */
  readonly popularity: number;
  /** A section whose heading names concepts that are not at stake loses this share. */
  readonly heading: number;
  /** A second reason for a section counts this part of the first, a third this part of the second. */
  readonly furtherReason: number;
}

export const RANK_WEIGHTS: RankWeights = {
  words: 0.15,
  prior: 0.1,
  popularity: 0.25,
  heading: 0.6,
  furtherReason: 0.85,
};

export interface RankerOptions {
  /** Concepts other than the built-in ones, for instance with a curator's own added. */
  readonly concepts?: ConceptLayer;
  readonly weights?: RankWeights;
}

/** One example in so many is enough to know how popular a section is. */
const POPULARITY_SAMPLE = 2;
/** A section's second passage ranks as a section of this share of its score. */
const SECOND_PASSAGE = 0.5;
/** Evidence that counts for half: with little to go by, neither concepts nor words decide alone. */
const HALF_AGREEMENT = 0.3;
const HALF_WORDS = 1;
const MOST_TERMS = 80;
const MARKED_CONCEPTS = 4;

let builtInLayer: ConceptLayer | undefined;

function theBuiltInLayer(): ConceptLayer {
  builtInLayer ??= createConceptLayer(builtInConcepts());
  return builtInLayer;
}

function termWeights(situation: Situation): Map<string, number> {
  const weights = new Map<string, number>();
  const parts = [
    [situation.request, 1],
    [situation.earlier, 0.4],
    [situation.system, 0.5],
    [situation.response, 0.6],
  ] as const;
  for (const [text, weight] of parts) {
    const counts = new Map<string, number>();
    for (const { term } of wordsOf(text)) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    for (const [term, count] of counts) {
      weights.set(term, Math.max(weights.get(term) ?? 0, weight * (1 + Math.log(count))));
    }
  }
  return weights;
}

/** The sum of what each concept at stake says for a section, the strongest first and each further one for less. */
function agreement(
  strengths: readonly (readonly [concept: number, strength: number])[],
  about: Float64Array,
  furtherReason: number,
): number {
  const reasons: number[] = [];
  for (const [concept, strength] of strengths) {
    const reason = strength * (about[concept] ?? 0);
    if (reason > 0) {
      reasons.push(reason);
    }
  }
  reasons.sort((a, b) => b - a);
  let sum = 0;
  let weight = 1;
  for (const reason of reasons) {
    sum += weight * reason;
    weight *= furtherReason;
  }
  return sum;
}

function stirred(strengths: Float64Array): (readonly [concept: number, strength: number])[] {
  const found: (readonly [number, number])[] = [];
  strengths.forEach((strength, concept) => {
    if (strength > 0) {
      found.push([concept, strength]);
    }
  });
  return found;
}

/** Brings the best value towards 1, and the less the weaker the evidence is: `half` is worth a half. */
function scaled(values: readonly number[], half: number): number[] {
  const most = Math.max(...values, 1e-9) + half;
  return values.map((value) => value / most);
}

/** Indexes a constitution: some tens of milliseconds, and as much again for the first one, which reads the concepts. */
export function createPassageRanker(constitution: Constitution, options: RankerOptions = {}): PassageRanker {
  const layer = options.concepts ?? theBuiltInLayer();
  const weights = options.weights ?? RANK_WEIGHTS;
  const { passages } = constitution;
  const sections = groupSections(passages);
  const index = indexConcepts(layer, sections, passages);
  const search = new MiniSearch<{ id: number; heading: string; text: string }>({
    fields: ['heading', 'text'],
    tokenize: (text) => wordsOf(text).map((word) => word.term),
    processTerm: (term) => term,
    searchOptions: { boost: { heading: 3 }, tokenize: (text) => [text], combineWith: 'OR' },
  });
  search.addAll(sections.map(({ heading, text }, id) => ({ id, heading, text })));
  const positions = new Map(passages.map((passage, at) => [passage.id, at]));

  function conceptScores(strengths: Float64Array): number[] {
    const stakes = stirred(strengths);
    const strongest = Math.max(...strengths, 1e-9);
    return scaled(
      index.sections.map((about, at) => {
        const headed = index.headings[at] ?? [];
        const sum = agreement(stakes, about, weights.furtherReason);
        if (headed.length === 0) {
          return sum;
        }
        const named = Math.max(
          ...headed.map(([concept, share]) => (share * (strengths[concept] ?? 0)) / strongest),
        );
        return sum * (1 - weights.heading + weights.heading * named);
      }),
      HALF_AGREEMENT,
    );
  }

  const popularity = new Float64Array(sections.length);
  const sample = layer.exampleStrengths.filter((_, at) => at % POPULARITY_SAMPLE === 0);
  for (const strengths of sample) {
    conceptScores(strengths).forEach((score, at) => {
      popularity[at] = (popularity[at] ?? 0) + score / sample.length;
    });
  }
  const prior = priors(sections);

  function wordScores(termWeight: ReadonlyMap<string, number>): number[] {
    const terms = [...termWeight].sort((a, b) => b[1] - a[1]).slice(0, MOST_TERMS);
    const scores = new Array<number>(sections.length).fill(0);
    if (terms.length > 0) {
      const found = search.search(
        { queries: terms.map(([term]) => term) },
        { boostTerm: (term) => termWeight.get(term) ?? 1 },
      );
      for (const { id, score } of found) {
        scores[id as number] = score;
      }
    }
    return scaled(scores, HALF_WORDS);
  }

  function rank(query: PassageQuery, top: number): readonly RankedPassage[] {
    if (top <= 0 || passages.length === 0) {
      return [];
    }
    const situation = situationOf(query);
    const strengths = layer.strengths(situation);
    const terms = termWeights(situation);
    const byConcept = conceptScores(strengths);
    const byWord = wordScores(terms);
    const scores = sections.map(
      (_, at) =>
        (byConcept[at] ?? 0) -
        weights.popularity * (popularity[at] ?? 0) +
        weights.words * (byWord[at] ?? 0) +
        weights.prior * (prior[at] ?? 0),
    );
    const least = Math.min(...scores);
    const range = Math.max(...scores) - least || 1;
    const stakes = stirred(strengths);
    // Each section gives at least one passage, so the best `top` sections hold all that can be shown.
    const best = sections.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    const candidates = best.slice(0, top).flatMap((at) => {
      const inSection = (sections[at]?.passages ?? [])
        .map((place) => ({ place, fit: passageFit(place, stakes, terms) }))
        .sort((a, b) => b.fit - a.fit || a.place - b.place);
      const score = ((scores[at] ?? 0) - least) / range;
      return inSection.map(({ place }, n) => ({ place, score: score * SECOND_PASSAGE ** n }));
    });
    candidates.sort((a, b) => b.score - a.score || a.place - b.place);
    const marked = new Set(
      stakes
        .toSorted((a, b) => b[1] - a[1])
        .slice(0, MARKED_CONCEPTS)
        .map(([concept]) => concept),
    );
    return candidates.slice(0, top).flatMap(({ place, score }) => {
      const passage = passages[place];
      return passage === undefined
        ? []
        : [{ passage, score, matches: matchesIn(passage.text, terms, layer, marked) }];
    });
  }

  function passageFit(
    place: number,
    stakes: readonly (readonly [number, number])[],
    terms: ReadonlyMap<string, number>,
  ): number {
    const about = index.passages[place];
    let shared = 0;
    for (const term of termsOf(place)) {
      shared += terms.has(term) ? 1 : 0;
    }
    return (about === undefined ? 0 : agreement(stakes, about, weights.furtherReason)) + 0.05 * shared;
  }
  const knownTerms: (ReadonlySet<string> | undefined)[] = [];
  function termsOf(place: number): ReadonlySet<string> {
    const known = knownTerms[place] ?? new Set(wordsOf(passages[place]?.text ?? '').map((word) => word.term));
    knownTerms[place] = known;
    return known;
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

/**
 * What a section promises before anything is asked: room for guidance, words that guide, and that it speaks of one
 * matter itself, where a section with others under it announces them.
 */
function priors(sections: readonly Section[]): number[] {
  const counts = sections.map(({ text }) => text.match(/\S+/g)?.length ?? 0);
  const mean = Math.max(1, counts.reduce((sum, n) => sum + n, 0) / Math.max(1, counts.length));
  return sections.map(({ text, depth }, at) => {
    const words = counts[at] ?? 0;
    const guiding = text.match(/\b(?:should|must|never|avoid|shouldn|don['’]t|always|want)\b/gi)?.length ?? 0;
    const announces = (sections[at + 1]?.depth ?? 0) > depth;
    return (
      0.5 * Math.log(1 + words / mean) +
      Math.min(1, (40 * guiding) / Math.max(1, words)) -
      (announces ? 1 : 0)
    );
  });
}
/** The words of a passage that the transcript has too, or that speak of the concepts most at stake. */
function matchesIn(
  text: string,
  weights: ReadonlyMap<string, number>,
  layer: ConceptLayer,
  marked: ReadonlySet<number>,
): readonly (readonly [start: number, end: number])[] {
  const spoken = new Set<string>();
  for (const cue of layer.passageCues.match(stemsOf(text)).keys()) {
    const found = layer.passageCues.cues[cue];
    if (found !== undefined && found.stems.length === 1 && marked.has(found.concept)) {
      spoken.add(found.stems[0] ?? '');
    }
  }
  return wordsOf(text)
    .filter(({ term }) => weights.has(term) || spoken.has(term))
    .map(({ start, end }) => [start, end] as const);
}
