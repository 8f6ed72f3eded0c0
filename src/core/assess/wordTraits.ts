import type { Scan } from './sentences.ts';

/** How many words of a text have a trait: one bit of `TRAIT`. */
export function wordsThatAre({ is, count }: Scan, trait: number): number {
  let n = 0;
  for (let i = 0; i < count; i++) n += ((is[i] as number) & trait) === 0 ? 0 : 1;
  return n;
}

/** Units of all words. */
export function letters({ start, end, count }: Scan): number {
  let n = 0;
  for (let i = 0; i < count; i++) n += (end[i] as number) - (start[i] as number);
  return n;
}
