/**
 * `npm run train`: fits the rubric's model on the corpus in test/corpus and writes its weights. Nothing but the corpus
 * goes in, and the same corpus gives the same weights to the byte. Thresholds come from cross-validated scores.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCorpus, readRequests, toExample } from './trainData.ts';
import { fitModel, MODEL_DEFAULTS } from './trainModel.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const corpus = join(root, 'test/corpus');
const target = join(root, 'src/core/assess/weights/weights.json');

const examples = readCorpus(corpus).map(toExample);
const requests = readRequests(join(corpus, 'requests.jsonl')).map(toExample);
const weights = fitModel(examples, requests, MODEL_DEFAULTS);
writeFileSync(target, `${JSON.stringify(weights)}\n`);
execFileSync(join(root, 'node_modules/.bin/biome'), ['format', '--write', target], { stdio: 'ignore' });
console.log(`${examples.length} responses, ${requests.length} requests → ${target}`);
