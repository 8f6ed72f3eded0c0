import { language, t } from '../../src/core/text/translate.ts';

const NUMBERS = new Intl.NumberFormat('en');

/** A number as people read it: `2,312`. */
export function count(value: number): string {
  return NUMBERS.format(value);
}

/** A number with its noun: `1 word`, `2,312 words`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return t(value === 1 ? `{0} ${one}` : `{0} ${many}`, count(value));
}

/** Runs of characters between white space. */
export function wordCount(text: string): number {
  let words = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const space = code <= 32 || code === 0xa0 || code === 0x2028 || code === 0x2029 || code === 0x3000;
    if (!space && !inside) words++;
    inside = !space;
  }
  return words;
}

/** The length of a text in words, or in characters where its script does not part words by spaces. */
export function lengthInWords(text: string): string {
  const words = wordCount(text);
  return text.length > words * 24 ? plural(text.length, 'character') : plural(words, 'word');
}

/** Where to cut a text so that about `limit` characters remain, at the end of a paragraph, sentence or word if near. */
export function cutPoint(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  const near = text.slice(limit >> 1, limit);
  for (const stop of ['\n\n', '\n', '. ', ' ']) {
    const found = near.lastIndexOf(stop);
    if (found >= 0) return (limit >> 1) + found + (stop === '. ' ? 1 : 0);
  }
  const last = text.charCodeAt(limit - 1);
  // A cut between the two halves of a surrogate pair would show two broken characters.
  return last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit;
}

const WHEN = new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' });

/** A time of the log for people; as it is written where it is none. */
export function when(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : WHEN.format(time);
}
