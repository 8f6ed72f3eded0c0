import { SHAPES } from '../../src/core/dataset/shapes/table.ts';
import type { Random } from './random.ts';

/** Pieces that mean something to a reader of datasets, put where they do not belong. */
const TOKENS: readonly [string, ...string[]] = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '"',
  '\\',
  '\\u',
  '\\ud800',
  '\n',
  '\r\n',
  '\ufeff',
  '\u2028',
  '\u0000',
  'null',
  'true',
  '-0',
  '1e999',
  '12345678901234567890',
  '""',
  '{}',
  '[]',
  '[[',
  '"a":',
  '"role":"user",',
  '"messages":',
  '"content":',
  '"chosen":',
  '"rejected":',
  '"conversations":',
  '"mapping":',
  '"__proto__":',
  '<think>',
  '</think>',
  '<tool_call>',
  '\\n\\nHuman: ',
  '\\n\\nAssistant: ',
  '<|im_start|>',
  '[INST]',
  'ки',
  '🙂',
  'é',
  '\ud800',
  'I can’t help with that. ',
  'because it would harm her ',
  '### Human: ',
];
const LONGEST_REPEAT = 2000;
const LONGEST = 64 * 1024;

/** The examples of all shapes as lines, which is what mutations start from. */
export const SEEDS: readonly [string, ...string[]] = [
  '{"messages": [{"role": "user", "content": "May I read her diary?"}, {"role": "assistant", "content": "I would not, since it is hers."}]}',
  ...SHAPES.flatMap(({ example }) => example.split(/ or (?=\{)/)).map(completed),
];

/** An abridged example as a whole record. */
function completed(example: string): string {
  const chat = '[{"role": "user", "content": "May I?"}, {"role": "assistant", "content": "Ask her first."}]';
  const text = example
    .replaceAll('"[…]"', JSON.stringify('[{"name": "look"}]'))
    .replaceAll('[…]', chat)
    .replaceAll('{…}', '{"role": "assistant", "content": "Ask."}')
    .replaceAll(', …]', ']');
  return text.replaceAll('…', 'Should I tell her, since she trusts me? I’m sorry, I can’t help with that.');
}

/** Bytes of some kind: random, pieces that mean something, or examples of shapes with some changes. */
export function anyBytes(random: Random): Uint8Array {
  switch (random.below(8)) {
    case 0:
      return Uint8Array.from({ length: random.below(2000) }, () => random.below(256));
    case 1:
      return Buffer.from(Array.from({ length: random.below(60) }, () => random.pick(TOKENS)).join(''));
    case 2:
    case 3:
      return mutated(Buffer.from(anyLines(random)), random).subarray(0, LONGEST);
    default:
      return Buffer.from(
        Array.from({ length: 1 + random.below(3) }, () => changedRecord(random)).join(
          random.pick(['\n', '\r\n']),
        ),
      );
  }
}

/** A record that is still JSON: some of its values are others, or lie one level deeper, or are gone. */
function changedRecord(random: Random): string {
  const seed = random.pick(SEEDS);
  const size = 4 + seed.length / 10;
  const text = JSON.stringify(JSON.parse(seed), (_key, value: unknown) => {
    switch (random.below(size)) {
      case 0:
        return random.pick<unknown>([
          null,
          '',
          0,
          -1e300,
          true,
          [],
          {},
          [null],
          [[]],
          [{}],
          { role: 'user' },
        ]);
      case 1:
        return [value, value];
      case 2:
        return typeof value === 'string' ? anyText(random) : undefined;
      case 3:
        return { content: value, role: anyText(random), text: value };
      default:
        return typeof value === 'string' && random.below(6) === 0 ? anyText(random) : value;
    }
  });
  return text ?? 'null';
}

function anyText(random: Random): string {
  return Array.from({ length: random.below(6) }, () => random.pick(TOKENS)).join('');
}

function anyLines(random: Random): string {
  const end = random.pick(['\n', '\r\n', '']);
  return (
    Array.from({ length: 1 + random.below(4) }, () => random.pick(SEEDS)).join(end === '' ? '\n' : end) + end
  );
}

function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let result = bytes;
  for (let left = random.below(8); left > 0; left -= 1) {
    const at = random.below(result.length + 1);
    const to = Math.min(result.length, at + random.below(40));
    const middle = insertion(result, at, to, random);
    result = Buffer.concat([result.subarray(0, at), middle, result.subarray(to)]);
  }
  return result;
}

/** What stands in the place of `[at, to)`. */
function insertion(bytes: Uint8Array, at: number, to: number, random: Random): Uint8Array {
  switch (random.below(6)) {
    case 0:
      return new Uint8Array();
    case 1:
      return Uint8Array.of(random.below(256));
    case 2:
      return Buffer.from(random.pick(TOKENS).repeat(random.below(50) === 0 ? LONGEST_REPEAT : 1));
    case 3:
      return Buffer.concat([bytes.subarray(at, to), bytes.subarray(at, to)]);
    case 4:
      return bytes.subarray(random.below(bytes.length + 1)).subarray(0, 100);
    default: {
      const from = bytes.subarray(at, to).slice();
      const place = random.below(Math.max(1, from.length));
      from[place] = (from[place] ?? 0) ^ (1 << random.below(8));
      return from;
    }
  }
}
