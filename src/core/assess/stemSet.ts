/** The different stems of a text's words, without those that carry no topic. */
export class StemSet {
  size = 0;
  /** Each stem once, in the order of its first word; beyond `size` nothing that holds. */
  list = new Int32Array(0);
  /** Positions in `list`, counted from one, by hash; zero is an empty cell. */
  private cells = new Int32Array(0);
  private mask = 0;

  /**
   * Takes the stems of a text in place of those before.
   * @param left one for each word that is left out
   */
  fill(stems: Int32Array, left: Uint8Array, count: number): void {
    let width = 8;
    while (width < count * 2) width *= 2;
    if (this.cells.length < width) this.cells = new Int32Array(width);
    else this.cells.fill(0, 0, width);
    if (this.list.length < count) this.list = new Int32Array(width);
    const { cells, list } = this;
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
    this.mask = mask;
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
