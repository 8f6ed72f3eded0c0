import type { Concept } from './conceptFile.ts';
import { CueMatcher } from './cueMatcher.ts';
import { createExampleModel } from './exampleModel.ts';
import type { Situation } from './situation.ts';
import { stemsOf } from './words.ts';

/**
 * What the parts of a transcript count for. The figures are shared by all constitutions; how they were chosen, and
 * how little the result depends on each, stands in docs/passages.md.
 */
const WEIGHT = { request: 1, earlier: 0.4, system: 0.5, response: 0.5, responseCue: 0.9, fact: 0.7 } as const;
const EXAMPLE_WEIGHT = { request: 1, earlier: 0.3, system: 0.4, response: 0.3 } as const;
/** Cue hits at which a concept is half sure. */
const HALF_SURE = 10;
/** One example in so many is enough to know what situations are like on the whole. */
const EXAMPLE_SAMPLE = 4;
/** The share of a concept's strength that passes to those near it. */
const NEAR_SHARE = 0.5;

/** Tells which concepts are at stake in a situation, and finds concepts in passages. */
export interface ConceptLayer {
  readonly concepts: readonly Concept[];
  /** Cues on the passages' side. */
  readonly passageCues: CueMatcher;
  /** A strength for each concept, 0 where a situation shows no more of it than situations do on the whole. */
  strengths(situation: Situation): Float64Array;
  /** The strengths of a sample of the concepts' own examples: what situations are like on the whole. */
  readonly exampleStrengths: readonly Float64Array[];
}

function situationOfExample(example: string): Situation {
  const parts = /^S:(.*?)U:(.*)$/s.exec(example);
  const system = parts?.[1]?.trim() ?? '';
  const request = parts?.[2]?.trim() ?? example;
  const facts = new Set(system === '' ? [] : ['@system']);
  return { request, earlier: '', system, response: '', facts };
}

/** Builds the layer; takes some tens of milliseconds, so build it once. */
export function createConceptLayer(concepts: readonly Concept[]): ConceptLayer {
  const situationCues = new CueMatcher(
    concepts.map((concept) => concept.situation),
    0.5,
  );
  const responseCues = new CueMatcher(
    concepts.map((concept) => concept.response),
    0.5,
  );
  const passageCues = new CueMatcher(
    concepts.map((concept) => concept.passage),
    0.3,
  );
  const nearness = createExampleModel(concepts);
  const places = new Map(concepts.map((concept, at) => [concept.name, at]));
  const near = concepts.map((concept) => concept.near.flatMap((name) => places.get(name) ?? []));

  function cueStrengths(situation: Situation): Float64Array {
    const strengths = new Float64Array(concepts.length);
    const count = (
      matcher: CueMatcher,
      texts: readonly (readonly [stems: string[], weight: number])[],
    ): void => {
      const best = new Map<number, number>();
      for (const [stems, weight] of texts) {
        for (const [at, times] of matcher.match(stems)) {
          const value = weight * (matcher.cues[at]?.weight ?? 0) * (1 + 0.3 * Math.log(times));
          best.set(at, Math.max(best.get(at) ?? 0, value));
        }
      }
      for (const at of matcher.matchFacts(situation.facts)) {
        best.set(at, WEIGHT.fact * (matcher.cues[at]?.weight ?? 0));
      }
      for (const [at, value] of best) {
        const concept = matcher.cues[at]?.concept ?? 0;
        strengths[concept] = (strengths[concept] ?? 0) + value;
      }
    };
    const response = stemsOf(situation.response);
    count(situationCues, [
      [stemsOf(situation.request), WEIGHT.request],
      [stemsOf(situation.earlier), WEIGHT.earlier],
      [stemsOf(situation.system), WEIGHT.system],
      [response, WEIGHT.response],
    ]);
    count(responseCues, [[response, WEIGHT.responseCue]]);
    return strengths;
  }

  function rawStrengths(situation: Situation): Float64Array {
    const strengths = cueStrengths(situation).map((value) => value / (value + HALF_SURE));
    for (const part of ['request', 'earlier', 'system', 'response'] as const) {
      if (situation[part] !== '') {
        nearness(situation[part]).forEach((share, at) => {
          strengths[at] = (strengths[at] ?? 0) + EXAMPLE_WEIGHT[part] * share;
        });
      }
    }
    const spread = strengths.slice();
    near.forEach((others, at) => {
      for (const other of others) {
        spread[other] = (spread[other] ?? 0) + NEAR_SHARE * (strengths[at] ?? 0);
      }
    });
    return spread;
  }

  const examples = concepts.flatMap((concept) =>
    concept.examples
      .filter((_, at) => at % EXAMPLE_SAMPLE === 0)
      .map((example) => rawStrengths(situationOfExample(example))),
  );
  const mean = new Float64Array(concepts.length);
  const variance = new Float64Array(concepts.length);
  for (const strengths of examples) {
    strengths.forEach((value, at) => {
      mean[at] = (mean[at] ?? 0) + value / examples.length;
    });
  }
  for (const strengths of examples) {
    strengths.forEach((value, at) => {
      variance[at] = (variance[at] ?? 0) + (value - (mean[at] ?? 0)) ** 2 / examples.length;
    });
  }
  // What a situation shows of a concept beyond the ordinary; a concept that rarely stirs counts more when it does.
  const beyondOrdinary = (strengths: Float64Array): Float64Array =>
    strengths.map(
      (value, at) => Math.max(0, value - (mean[at] ?? 0)) / Math.sqrt(Math.sqrt(variance[at] ?? 0) + 0.08),
    );

  return {
    concepts,
    passageCues,
    strengths: (situation) => beyondOrdinary(rawStrengths(situation)),
    exampleStrengths: examples.map(beyondOrdinary),
  };
}
