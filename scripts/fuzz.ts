// Takes random and mutated bytes through everything that reads a dataset, until the time is up or something fails.
import { checkBytes } from './fuzz/check.ts';
import { anyBytes } from './fuzz/inputs.ts';
import { Random } from './fuzz/random.ts';

const DEFAULT_SECONDS = 60;

function option(name: string): number | null {
  const at = process.argv.indexOf(`--${name}`);
  const value = at === -1 ? undefined : process.argv[at + 1];
  if (at === -1) {
    return null;
  }
  if (value === undefined || !/^\d+$/.test(value)) {
    console.error(`--${name} takes a whole number.`);
    process.exit(2);
  }
  return Number(value);
}

/** Each input has a seed of its own, so that one alone can be tried again with `--seed N --seconds 0`. */
function main(): void {
  const first = option('seed') ?? Math.floor(Math.random() * 2 ** 31);
  const seconds = option('seconds') ?? DEFAULT_SECONDS;
  const end = performance.now() + seconds * 1000;
  console.log(`seed ${first}, ${seconds} s`);
  let seed = first;
  let slowest = { seed, ms: 0 };
  do {
    const bytes = anyBytes(new Random(seed));
    const start = performance.now();
    try {
      checkBytes(bytes);
    } catch (error) {
      console.error(`Seed ${seed} fails; try it again with: npm run fuzz -- --seed ${seed} --seconds 0`);
      console.error(`Input, ${bytes.length} bytes in base64: ${Buffer.from(bytes).toString('base64')}`);
      console.error(error);
      process.exitCode = 1;
      return;
    }
    const ms = performance.now() - start;
    slowest = ms > slowest.ms ? { seed, ms } : slowest;
    seed += 1;
  } while (performance.now() < end);
  const memory = Math.round(process.memoryUsage.rss() / (1024 * 1024));
  console.log(
    `${(seed - first).toLocaleString('en-US')} inputs, none failed; the slowest took ${Math.round(slowest.ms)} ms (seed ${slowest.seed}); ${memory} MB`,
  );
}

main();
