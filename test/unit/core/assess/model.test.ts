import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fitBags } from '../../../../scripts/trainBags.ts';
import { readCorpus, readRequests, toExample } from '../../../../scripts/trainData.ts';
import { fitModel, MODEL_DEFAULTS } from '../../../../scripts/trainModel.ts';
import { BAG_NAMES, Bags } from '../../../../src/core/assess/bag.ts';
import { HEAD_NAMES, Model } from '../../../../src/core/assess/model.ts';

const corpus = join(import.meta.dirname, '../../../corpus');
const SMALL = { ...MODEL_DEFAULTS, trees: { ...MODEL_DEFAULTS.trees, trees: 3 } };

/** So many items from all over a list. */
function spread<T>(list: readonly T[], n: number): T[] {
  const step = Math.ceil(list.length / n);
  return list.filter((_, i) => i % step === 0);
}

describe('training', () => {
  it('gives the same weights from the same corpus, and a model that reads them', function () {
    this.timeout(20_000);
    const examples = spread(readCorpus(corpus), 36).map(toExample);
    const requests = readRequests(join(corpus, 'requests.jsonl')).slice(0, 20).map(toExample);
    const once = fitModel(examples, requests, SMALL);
    assert.deepEqual(fitModel(examples, requests, SMALL), once);
    const model = new Model(once);
    const first = examples[0];
    assert.ok(first);
    for (const head of HEAD_NAMES) assert.ok(Number.isFinite(model.score(head, first.dense)), head);
    const bags = fitBags(examples, requests);
    assert.deepEqual(fitBags(examples, requests), bags);
    for (const name of BAG_NAMES)
      assert.ok(Number.isFinite(new Bags(bags).score(name, first.situation)), name);
    assert.throws(() => new Bags({ ...bags, probe: bags.probe + 1 }), /run npm run train/);
  });

  it('refuses weights that were trained with other features', () => {
    const examples = spread(readCorpus(corpus), 24).map(toExample);
    const weights = fitModel(examples, [], SMALL);
    assert.throws(
      () => new Model({ ...weights, scale: { 'no:such': [0, 1] } }),
      /no:such.*run npm run train/,
    );
    const { stakes: _, ...heads } = weights.heads;
    assert.throws(() => new Model({ ...weights, heads }), /lack the head stakes/);
  });
});
