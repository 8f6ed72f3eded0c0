import { type RaterAgreement, type Ratings, raterAgreement } from '../calibration/raters.ts';
import type { LabelEntry } from './decision.ts';
import type { ResponseCuration } from './state.ts';

/** Labels that different curators gave one text of a response. */
export interface DoubleReading {
  /** Hash of the text. */
  readonly hash: string;
  /** The last label of each curator; those that settle are none of a reader's. */
  readonly labels: readonly LabelEntry[];
  /** The label that settled it; null while nobody did. */
  readonly settled: LabelEntry | null;
}

/** The texts of a response that curators labelled, each with its labels; labels of different texts are not compared. */
export function readingsOf(curation: Pick<ResponseCuration, 'labels' | 'settled'>): readonly DoubleReading[] {
  const byText = new Map<string, LabelEntry[]>();
  for (const label of curation.labels.values()) {
    const { hash } = label.response;
    byText.set(hash, [...(byText.get(hash) ?? []), label]);
  }
  const { settled } = curation;
  return [...byText].map(([hash, labels]) => ({
    hash,
    labels,
    settled: settled?.response.hash === hash ? settled : null,
  }));
}

/** Whether the readers differ on whether the text is to be flagged, settled or not. */
export function differ({ labels }: DoubleReading): boolean {
  return labels.some(({ label }) => label.flag !== labels[0]?.label.flag);
}

/** The reading on which curators differ and that nobody settled; null where there is none. */
export function disagreementOf(curation: Pick<ResponseCuration, 'labels' | 'settled'>): DoubleReading | null {
  if (curation.labels.size < 2) return null;
  return readingsOf(curation).find((reading) => differ(reading) && reading.settled === null) ?? null;
}

/** What each reader said of each text, for figures of agreement: the flag, before anything was settled. */
export function ratingsOf(curation: Pick<ResponseCuration, 'labels' | 'settled'>): readonly Ratings[] {
  return readingsOf(curation).map(
    ({ labels }) => new Map(labels.map(({ by, label }) => [by, label.flag ? 'flag' : 'keep'])),
  );
}

/** How far the readers agree over all these responses. */
export function readerAgreement(curations: Iterable<ResponseCuration>): RaterAgreement {
  return raterAgreement([...curations].flatMap(ratingsOf));
}

/** Whether the response was given to that curator, who has not labelled this text of it (`hash`). */
export function waitsFor(curation: ResponseCuration, reader: string, hash: string): boolean {
  return (
    curation.assigned.some(({ to }) => to === reader) &&
    curation.labels.get(reader)?.response.hash !== hash &&
    curation.settled?.response.hash !== hash
  );
}

/**
 * `count` of the items drawn at random, in their old order. The same seed draws the same ones on every machine, so that two
 * curators can agree on a sample by its number.
 * @param seed any number; its lowest 32 bits count.
 */
export function drawSample<T>(items: readonly T[], count: number, seed: number): readonly T[] {
  const random = mulberry32(seed);
  const order = items.map((_, index) => index);
  const wanted = Math.min(Math.max(0, count), items.length);
  for (let at = 0; at < wanted; at++) {
    const other = at + Math.floor(random() * (order.length - at));
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  return order
    .slice(0, wanted)
    .sort((a, b) => a - b)
    .map((index) => items[index] as T);
}

/** Bryc's and Tommy Ettinger's small generator: 32 bits of state, equal everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
