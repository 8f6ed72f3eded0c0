import { closeSync, openSync, writeSync } from 'node:fs';
import { answer, request, system } from './prose.ts';
import { Random } from './random.ts';

/** Written at once, so that generating needs no more memory than this. */
const BLOCK = 4_000_000;

/**
 * Writes a dataset of about `bytes` bytes: two thirds OpenAI chats (some with system text, several turns or tools),
 * one third hh-rlhf pairs. The same size and seed give the same file.
 * @returns the number of records
 */
export function writeDataset(file: string, bytes: number, seed = 20): number {
  const random = new Random(seed);
  const descriptor = openSync(file, 'w');
  let written = 0;
  let records = 0;
  try {
    while (written < bytes) {
      const lines: string[] = [];
      for (let size = 0; size < Math.min(BLOCK, bytes - written); ) {
        const line = JSON.stringify(generatedRecord(random, ++records));
        lines.push(line, '\n');
        size += line.length + 1;
      }
      written += writeSync(descriptor, lines.join(''));
    }
  } finally {
    closeSync(descriptor);
  }
  return records;
}

/** A record of one turn that is as long as this many bytes: a page of the same sentences, again and again. */
export function longRecord(random: Random, bytes: number): object {
  const page = answer(random);
  const content = `${page}\n\n`.repeat(Math.ceil(bytes / (page.length + 2))).slice(0, bytes);
  return {
    id: `long-${bytes}`,
    messages: [
      { role: 'user', content: request(random) },
      { role: 'assistant', content },
    ],
  };
}

/** One record of any of these kinds. */
export function generatedRecord(random: Random, number: number): object {
  if (random.chance(1 / 3)) return pair(random);
  return random.chance(0.15) ? toolChat(random, number) : chat(random, number);
}

function chat(random: Random, number: number): object {
  const turns = random.chance(0.4) ? random.length(3, 12) : 1;
  const messages: object[] = random.chance(0.4) ? [{ role: 'system', content: system(random) }] : [];
  for (let i = 0; i < turns; i++) {
    messages.push({ role: 'user', content: request(random) }, { role: 'assistant', content: answer(random) });
  }
  return { id: `case-${number}`, source: 'generated', messages };
}

function toolChat(random: Random, number: number): object {
  const call = { name: 'find_record', arguments: JSON.stringify({ query: request(random).slice(0, 60) }) };
  return {
    id: `case-${number}`,
    tools: [
      {
        type: 'function',
        function: {
          name: 'find_record',
          description: 'Finds a record of the housing office.',
          parameters: { type: 'object', properties: { query: { type: 'string' } } },
        },
      },
    ],
    messages: [
      { role: 'system', content: system(random) },
      { role: 'user', content: request(random) },
      { role: 'assistant', content: null, tool_calls: [{ id: 'call_1', type: 'function', function: call }] },
      { role: 'tool', tool_call_id: 'call_1', content: JSON.stringify({ found: request(random) }) },
      { role: 'assistant', content: answer(random) },
    ],
  };
}

function pair(random: Random): object {
  let context = '';
  for (let turns = random.length(2, 6); turns > 1; turns--) {
    context += `\n\nHuman: ${request(random)}\n\nAssistant: ${answer(random)}`;
  }
  context += `\n\nHuman: ${request(random)}\n\nAssistant: `;
  return { chosen: context + answer(random), rejected: context + answer(random) };
}
