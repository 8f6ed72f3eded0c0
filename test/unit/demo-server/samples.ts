/** The sample datasets and their labels, read straight from their files so that these tests lean on nothing of ours. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = new URL('../../../', import.meta.url);
const names = ['difficult-advice.jsonl', 'agentic.jsonl'];

const message = z.looseObject({
  role: z.string(),
  content: z.union([
    z.string(),
    z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
    z.null(),
  ]),
});

const record = z.looseObject({ id: z.string(), messages: z.array(message).min(2) });

export type Sample = z.infer<typeof record> & { readonly dataset: string };

const label = z.object({
  flag: z.boolean(),
  reasoning: z.enum(['absent', 'thin', 'adequate', 'admirable', 'n/a']),
  codes: z.array(z.string()),
});

export const sampleFiles = names.map((name) => fileURLToPath(new URL(`samples/${name}`, root)));

export const samples: Sample[] = names.flatMap((dataset, index) =>
  readFileSync(at(sampleFiles, index), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ ...record.parse(JSON.parse(line)), dataset })),
);

/** What a careful reader says of each sample record, by id. */
export const labels = z
  .record(z.string(), label)
  .parse(JSON.parse(readFileSync(new URL('test/fixtures/sample-labels.json', root), 'utf8')));

/** The item at an index, counted from the end when negative; throws where there is none. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items.at(index);
  if (item === undefined) {
    throw new Error(`no item at ${index}`);
  }
  return item;
}

/** The text under review: the last text of the last turn. */
export function responseText(sample: Sample): string {
  const { content } = at(sample.messages, -1);
  if (content === null || typeof content === 'string') {
    return content ?? '';
  }
  return content.findLast((block) => block.type === 'text')?.text ?? '';
}
