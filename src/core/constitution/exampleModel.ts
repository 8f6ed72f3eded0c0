import type { Concept } from './conceptFile.ts';
import { stemsOf } from './words.ts';

/** Counts of a word in the background, added to each concept's own: one example alone proves little. */
const SMOOTHING = 4;
const SHARPNESS = 0.5;
/** A pair of words repeats what the words themselves already say. */
const PAIR_SHARE = 0.5;
/** Evidence (log odds of the best concept) at which a sentence counts in full. */
const FULL_EVIDENCE = 4;
const MOST_SENTENCES = 16;

function features(text: string): Set<string> {
  const stems = stemsOf(text);
  const found = new Set(stems);
  for (let i = 1; i < stems.length; i++) {
    found.add(`${stems[i - 1]} ${stems[i]}`);
  }
  return found;
}

/**
 * How near a text is to each concept's examples and cues: a naive Bayes model over words and pairs of words, read
 * sentence by sentence, since the examples are sentences. Returns, for a text, shares that sum to at most 1.
 */
export function createExampleModel(concepts: readonly Concept[]): (text: string) => Float64Array {
  const counts = concepts.map((concept) => {
    const count = new Map<string, number>();
    const texts = [
      ...concept.examples.map((example) => example.replace(/\b[SU]:/g, ' ')),
      ...concept.situation.filter((cue) => !cue.startsWith('@')),
    ];
    for (const text of texts) {
      for (const feature of features(text)) {
        count.set(feature, (count.get(feature) ?? 0) + 1);
      }
    }
    return count;
  });
  const sizes = concepts.map((concept) => concept.examples.length + concept.situation.length / 4 + 1);
  const size = sizes.reduce((sum, n) => sum + n, 0);
  const totals = new Map<string, number>();
  for (const count of counts) {
    for (const [feature, n] of count) {
      totals.set(feature, (totals.get(feature) ?? 0) + n);
    }
  }
  const odds = new Map<string, (readonly [concept: number, odds: number])[]>();
  for (const [feature, total] of totals) {
    const background = total / size;
    const share = feature.includes(' ') ? PAIR_SHARE : 1;
    odds.set(
      feature,
      counts.flatMap((count, concept) => {
        const n = count.get(feature);
        const rate = ((n ?? 0) + background * SMOOTHING) / ((sizes[concept] ?? 1) + SMOOTHING);
        return n === undefined ? [] : [[concept, share * Math.log(rate / background)] as const];
      }),
    );
  }

  return (text) => {
    const shares = new Float64Array(concepts.length);
    let whole = 0;
    for (const sentence of text.split(/(?<=[.!?\n])\s+/).slice(0, MOST_SENTENCES)) {
      const scores = new Float64Array(concepts.length);
      for (const feature of features(sentence)) {
        for (const [concept, value] of odds.get(feature) ?? []) {
          scores[concept] = (scores[concept] ?? 0) + value;
        }
      }
      const best = Math.max(...scores);
      if (best <= 0) {
        continue;
      }
      const likely = scores.map((score) => Math.exp((score - best) * SHARPNESS));
      const sum = likely.reduce((a, b) => a + b, 0);
      const evidence = Math.min(1, best / FULL_EVIDENCE);
      whole += evidence;
      likely.forEach((value, concept) => {
        shares[concept] = (shares[concept] ?? 0) + (evidence * value) / sum;
      });
    }
    return whole === 0 ? shares : shares.map((share) => share / whole);
  };
}
