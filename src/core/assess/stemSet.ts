import type { Scan } from './sentences.ts';
import { TRAIT } from './traits.ts';

/** The different stems of a text's words, without those that carry no topic. */
export class StemSet {
  size = 0;
  /** Each stem once, in the order of its first word; beyond `size` nothing that holds. */
  list = new Int32Array(0);
  /** The place in `list` of each word of the text that carries a topic. */
  private places = new Int32Array(0);
  /** Positions in `list`, counted from one, by hash; zero is an empty cell. */
  private cells = new Int32Array(0);
  private mask = 0;

  /** Takes the stems of a text in place of those before. */
  fill({ stem: stems, is, count }: Scan): void {
    let width = 8;
    while (width < count * 2) width *= 2;
    if (this.cells.length < width) this.cells = new Int32Array(width);
    else this.cells.fill(0, 0, width);
    if (this.list.length < count) {
      this.list = new Int32Array(width);
      this.places = new Int32Array(width);
    }
    const { cells, list, places } = this;
    const mask = width - 1;
    let size = 0;
    for (let i = 0; i < count; i++) {
      if (((is[i] as number) & TRAIT.stop) !== 0) continue;
      const stem = stems[i] as number;
      let at = (stem ^ (stem >>> 15)) & mask;
      let held = cells[at] as number;
      while (held !== 0 && list[held - 1] !== stem) {
        at = (at + 1) & mask;
        held = cells[at] as number;
      }
      if (held === 0) {
        list[size++] = stem;
        held = size;
        cells[at] = held;
      }
      places[i] = held - 1;
    }
    this.size = size;
    this.mask = mask;
  }

  /** The place in `list` of a word of the text whose stems these are: of one that carries no topic too, if another has its stem. */
  placeOf({ is, stem }: Scan, word: number): number {
    return ((is[word] as number) & TRAIT.stop) === 0
      ? (this.places[word] as number)
      : this.indexOf(stem[word] as number);
  }

  /** The place of a stem in `list`; -1 for one that is not held. */
  indexOf(stem: number): number {
    if (this.size === 0) return -1;
    const { cells, list, mask } = this;
    let at = (stem ^ (stem >>> 15)) & mask;
    for (;;) {
      const held = cells[at] as number;
      if (held === 0) return -1;
      if (list[held - 1] === stem) return held - 1;
      at = (at + 1) & mask;
    }
  }

  has(stem: number): boolean {
    return this.indexOf(stem) >= 0;
  }
}
