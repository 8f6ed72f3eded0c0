import { integers } from './arena.ts';

/** The different stems of a text's words, without those that carry no topic. */
export class StemSet {
  readonly size: number;
  /** Each stem once, in the order of its first word; beyond `size` nothing. */
  private readonly list: Int32Array;
  /** Positions in `list`, counted from one, by hash; zero is an empty cell. */
  private readonly cells: Int32Array;
  private readonly mask: number;

  /** @param left one for each word that is left out */
  constructor(stems: Int32Array, left: Uint8Array, count: number) {
    let width = 8;
    while (width < count * 2) width *= 2;
    const cells = integers(width);
    const list = integers(count);
    const mask = width - 1;
    let size = 0;
    for (let i = 0; i < count; i++) {
      if (left[i] === 1) continue;
      const stem = stems[i] as number;
      let at = (stem ^ (stem >>> 15)) & mask;
      let held = cells[at] as number;
      while (held !== 0 && list[held - 1] !== stem) {
        at = (at + 1) & mask;
        held = cells[at] as number;
      }
      if (held === 0) {
        list[size++] = stem;
        cells[at] = size;
      }
    }
    this.size = size;
    this.list = list;
    this.cells = cells;
    this.mask = mask;
  }

  has(stem: number): boolean {
    const { cells, list, mask } = this;
    let at = (stem ^ (stem >>> 15)) & mask;
    for (;;) {
      const held = cells[at] as number;
      if (held === 0) return false;
      if (list[held - 1] === stem) return true;
      at = (at + 1) & mask;
    }
  }

  /** How many of these stems are in the other set as well. */
  shared(other: StemSet): number {
    let n = 0;
    for (let i = 0; i < this.size; i++) if (other.has(this.list[i] as number)) n++;
    return n;
  }

  keys(): Iterable<number> {
    return this.list.subarray(0, this.size);
  }
}
