import { type Draft, type DraftTexts, draftKey, typedInto } from './draft.ts';
import { isMarked } from './proposalStore.ts';
import { type OpenRecord, traitsOf } from './records.ts';

/** Most texts kept over a restart; those left alone longest go first. */
const KEPT = 20;

/** What the curator is writing, a text for each response at most; those of other records wait until their record is open. */
export class Drafts {
  /** The one touched last at the end. */
  #all: readonly Draft[];

  constructor(all: readonly Draft[]) {
    this.#all = all;
  }

  /** What outlives a restart. */
  get kept(): readonly Draft[] {
    return this.#all.slice(-KEPT);
  }

  /** The text for a record, that of the response on show before another's; null when none is being written. */
  of(record: OpenRecord, response: string): Draft | null {
    const traits = traitsOf(record);
    const here = this.#all.filter((draft) => isMarked(draft, traits, draft.target.response));
    return here.findLast(({ target }) => target.response === response) ?? here.at(-1) ?? null;
  }

  named(key: string): Draft | null {
    return this.#all.find((draft) => draftKey(draft) === key) ?? null;
  }

  /** Keeps a text in the place of the one that was being written for the same response. */
  put(draft: Draft): void {
    this.#all = [...this.#without(draftKey(draft)), draft];
  }

  /** Other texts for a draft; a name that is not known changes nothing. */
  typed(key: string, { answer, reasoning }: DraftTexts): void {
    const draft = this.named(key);
    if (draft !== null) this.put(typedInto(draft, answer, reasoning));
  }

  end(key: string): void {
    this.#all = this.#without(key);
  }

  #without(key: string): readonly Draft[] {
    return this.#all.filter((draft) => draftKey(draft) !== key);
  }
}
