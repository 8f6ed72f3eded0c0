import { Bags } from '../src/core/assess/bag.ts';
import { type Blend, Model, sigmoid } from '../src/core/assess/model.ts';
import { fitBags } from './trainBags.ts';
import { type Example, folds } from './trainData.ts';
import { fitModel } from './trainModel.ts';

const FOLDS = 5;
const SEED = 5;
const ROUNDS = 4000;
const RATE = 0.3;
const L2 = 0.0005;

type Scores = readonly [stakes: number, asked: number, answered: number];
const SCORES = 3;

/**
 * How the scores that say whether anything is at stake go together: a logistic regression on scores of responses by
 * models that never saw them. Scores of what a model was fitted to would make the bags look better than they are.
 */
export function fitBlend(corpus: readonly Example[], requests: readonly Example[]): Blend {
  const all = folds(
    [...corpus, ...requests].map(({ record }) => record),
    FOLDS,
    SEED,
  );
  const rows: { readonly scores: Scores; readonly y: number }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const inFold = (i: number) => all[i] === fold;
    const kept = corpus.filter((_, i) => !inFold(i));
    const asked = requests.filter((_, i) => !inFold(corpus.length + i));
    const model = new Model(fitModel(kept, asked));
    const bags = new Bags(fitBags(kept, asked));
    for (const [i, { dense, situation, record }] of corpus.entries()) {
      if (!inFold(i)) continue;
      rows.push({
        scores: [
          model.score('stakes', dense),
          bags.score('asked', situation),
          bags.score('answered', situation),
        ],
        y: record.label.stakes === 'some' ? 1 : 0,
      });
    }
  }
  const [bias = 0, stakes = 0, asked = 0, answered = 0] = logistic(rows);
  return { bias, stakes, asked, answered };
}

/** Bias first, rounded to three digits. */
function logistic(rows: readonly { readonly scores: Scores; readonly y: number }[]): readonly number[] {
  const w = new Float64Array(SCORES + 1);
  const gradient = new Float64Array(SCORES + 1);
  for (let round = 0; round < ROUNDS; round++) {
    gradient.fill(0);
    for (const { scores, y } of rows) {
      let z = w[0] as number;
      for (let i = 0; i < SCORES; i++) z += (w[i + 1] as number) * (scores[i] as number);
      const g = sigmoid(z) - y;
      gradient[0] = (gradient[0] as number) + g;
      for (let i = 0; i < SCORES; i++)
        gradient[i + 1] = (gradient[i + 1] as number) + g * (scores[i] as number);
    }
    for (let i = 0; i <= SCORES; i++) {
      const penalty = i === 0 ? 0 : L2 * (w[i] as number);
      w[i] = (w[i] as number) - RATE * ((gradient[i] as number) / rows.length + penalty);
    }
  }
  return Array.from(w, (x) => Number(x.toFixed(3)));
}
