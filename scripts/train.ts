/**
 * `npm run train`: fits the rubric's model on the corpus in test/corpus and writes its weights. Nothing but the corpus
 * goes in, and the same corpus gives the same weights to the byte. The thresholds in
 * `MODEL_DEFAULTS` were chosen on cross-validated scores of the corpus.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { followedUp, readCorpus, readRequests, toExample } from './trainData.ts';
import { fitModel, MODEL_DEFAULTS } from './trainModel.ts';

const SEED = 5;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const corpus = join(root, 'test/corpus');
const target = join(root, 'src/core/assess/weights/weights.json');

const examples = readCorpus(corpus).map(toExample);
const asked = readRequests(join(corpus, 'requests.jsonl'));
const requests = [...asked, ...followedUp(asked, SEED)].map(toExample);
const weights = fitModel(examples, requests, MODEL_DEFAULTS);
writeFileSync(target, `${JSON.stringify(weights)}\n`);
execFileSync(join(root, 'node_modules/.bin/biome'), ['format', '--write', target], { stdio: 'ignore' });
console.log(`${examples.length} responses, ${requests.length} requests → ${target}`);
