/**
 * `npm run train`: fits the rubric's model on the corpus in test/corpus and writes its weights. Nothing but the corpus
 * goes in, and the same corpus gives the same weights to the byte. The thresholds in
 * `MODEL_DEFAULTS` were chosen on cross-validated scores of the corpus.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fitBags } from './trainBags.ts';
import { fitBlend } from './trainBlend.ts';
import { readCorpus, readRequests, toExample } from './trainData.ts';
import { fitModel, MODEL_DEFAULTS } from './trainModel.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const corpus = join(root, 'test/corpus');
const directory = join(root, 'src/core/assess/weights');

const examples = readCorpus(corpus).map(toExample);
const requests = readRequests(join(corpus, 'requests.jsonl')).map(toExample);
const blend = fitBlend(examples, requests);
write('weights.json', fitModel(examples, requests, { ...MODEL_DEFAULTS, blend }));
write('bags.json', fitBags(examples, requests));
console.log(`${examples.length} responses, ${requests.length} requests → ${directory}`);

function write(name: string, value: unknown): void {
  const target = join(directory, name);
  writeFileSync(target, `${JSON.stringify(value)}\n`);
  execFileSync(join(root, 'node_modules/.bin/biome'), ['format', '--write', target], { stdio: 'ignore' });
}
