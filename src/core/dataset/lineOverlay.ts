/** One edit of a line: what stood there and what stands there now. */
export interface LineEdit {
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** Edited lines over a file that stays as it is until it is saved. */
export class LineOverlay {
  readonly #texts = new Map<number, string>();
  /** The file's own text of each edited line, to tell when an edit was undone. */
  readonly #originals = new Map<number, string>();

  /** The edited text of a line; undefined where the file's own holds. */
  get(line: number): string | undefined {
    return this.#texts.get(line);
  }

  get isEmpty(): boolean {
    return this.#texts.size === 0;
  }

  /** Edited lines in ascending order. */
  get lines(): readonly number[] {
    return [...this.#texts.keys()].sort((a, b) => a - b);
  }

  /** What has to be known to make the same edits again. */
  get edits(): readonly LineEdit[] {
    return this.lines.map((line) => ({
      line,
      before: this.#originals.get(line) ?? '',
      after: this.#texts.get(line) ?? '',
    }));
  }

  /** `before` is the line as it stands, overlay included. */
  put({ line, before, after }: LineEdit): void {
    if (!this.#originals.has(line)) this.#originals.set(line, before);
    if (this.#originals.get(line) === after) {
      this.#texts.delete(line);
      this.#originals.delete(line);
    } else {
      this.#texts.set(line, after);
    }
  }

  clear(): void {
    this.#texts.clear();
    this.#originals.clear();
  }
}
