/** What a lexicon found in a text: the class, its sentence, its first word, the word after its last. Arrays hold more cells than are counted. */
export class Hits {
  count = 0;
  classId = new Int32Array(0);
  sentence = new Int32Array(0);
  word = new Int32Array(0);
  end = new Int32Array(0);

  /** Forgets what was found, with room for so many. */
  clear(expected: number): void {
    this.count = 0;
    if (this.classId.length < expected) this.#widen(2 * expected);
  }

  add(classId: number, sentence: number, word: number, end: number): void {
    const at = this.count;
    if (at === this.classId.length) this.#widen(2 * at);
    this.classId[at] = classId;
    this.sentence[at] = sentence;
    this.word[at] = word;
    this.end[at] = end;
    this.count = at + 1;
  }

  #widen(length: number): void {
    const wider = (list: Int32Array) => {
      const copy = new Int32Array(length);
      copy.set(list);
      return copy;
    };
    this.classId = wider(this.classId);
    this.sentence = wider(this.sentence);
    this.word = wider(this.word);
    this.end = wider(this.end);
  }
}
