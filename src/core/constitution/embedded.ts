import { hashText } from '../text/hash.ts';
import type { Passage, RankedPassage } from './constitution.ts';
import type { PassageQuery, PassageRanker } from './rank.ts';
import { situationOf } from './situation.ts';

/** A model that turns texts into vectors of length one, of which the product tells how much two texts are alike. */
export interface Embedder {
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/** Characters of a text that are embedded; models of sentences read a few hundred words. */
const MOST_CHARACTERS = 2_000;
/** Passages embedded at once, so that others get their turn. */
const AT_ONCE = 16;
/** Queries whose vectors are kept. */
const KEPT = 500;
/** How quickly a place further down counts less (Cormack, Clarke and Büttcher 2009). */
const FUSION = 60;

/**
 * A ranker that asks an embedding model too. Until the model has answered it says what the other one says; afterwards the two
 * orders are fused by reciprocal rank, the first passages still from different sections.
 */
export class EmbeddedRanker implements PassageRanker {
  readonly #base: PassageRanker;
  readonly #passages: readonly Passage[];
  readonly #embedder: Embedder;
  readonly #onKnown: () => void;
  readonly #onFailure: (error: unknown) => void;
  readonly #queries = new Map<string, Float32Array | Promise<void>>();
  #vectors: Promise<readonly Float32Array[]> | null = null;
  #known: readonly Float32Array[] | null = null;
  #failed = false;

  /**
   * @param onKnown is called when a query that was asked for is known better now.
   * @param onFailure is called once; the other ranker's order stands from then on.
   */
  constructor(
    base: PassageRanker,
    passages: readonly Passage[],
    embedder: Embedder,
    onKnown: () => void = () => {},
    onFailure: (error: unknown) => void = () => {},
  ) {
    this.#base = base;
    this.#passages = passages;
    this.#embedder = embedder;
    this.#onKnown = onKnown;
    this.#onFailure = onFailure;
  }

  rank(query: PassageQuery, top: number): readonly RankedPassage[] {
    if (this.#failed) return this.#base.rank(query, top);
    const key = hashText(textOf(query));
    const vector = this.#queries.get(key);
    if (vector instanceof Float32Array && this.#known !== null)
      return this.#fuse(query, vector, this.#known, top);
    if (vector === undefined) void this.prepare(query).then(this.#onKnown);
    return this.#base.rank(query, top);
  }

  /** Resolves when `rank` knows what the model says of the query, or the model has failed. */
  async prepare(query: PassageQuery): Promise<void> {
    const text = textOf(query);
    const key = hashText(text);
    const known = this.#queries.get(key);
    if (known instanceof Promise) return known;
    if (known !== undefined || this.#failed) return;
    const asking = this.#ask(key, text);
    this.#queries.set(key, asking);
    return asking;
  }

  byId(id: string): Passage | undefined {
    return this.#base.byId(id);
  }

  context(passageId: string): { readonly before: Passage | null; readonly after: Passage | null } {
    return this.#base.context(passageId);
  }

  async #ask(key: string, text: string): Promise<void> {
    try {
      this.#vectors ??= this.#embedPassages();
      this.#known = await this.#vectors;
      const [vector] = await this.#embedder.embed([text]);
      if (vector === undefined) throw new Error('The embedding model gave no vector.');
      this.#queries.set(key, vector);
      const [oldest] = this.#queries.keys();
      if (this.#queries.size > KEPT && oldest !== undefined) this.#queries.delete(oldest);
    } catch (error) {
      if (!this.#failed) this.#onFailure(error);
      this.#failed = true;
    }
  }

  async #embedPassages(): Promise<readonly Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let at = 0; at < this.#passages.length; at += AT_ONCE) {
      const texts = this.#passages
        .slice(at, at + AT_ONCE)
        .map(({ heading, text }) => [...heading, text].join('\n').slice(0, MOST_CHARACTERS));
      vectors.push(...(await this.#embedder.embed(texts)));
    }
    return vectors;
  }

  #fuse(
    query: PassageQuery,
    vector: Float32Array,
    vectors: readonly Float32Array[],
    top: number,
  ): readonly RankedPassage[] {
    const base = this.#base.rank(query, this.#passages.length);
    const byId = new Map(base.map((ranked) => [ranked.passage.id, ranked]));
    const scores = new Map<Passage, number>();
    const count = (passages: readonly Passage[]) => {
      passages.forEach((passage, place) => {
        scores.set(passage, (scores.get(passage) ?? 0) + 1 / (FUSION + place));
      });
    };
    count(base.map(({ passage }) => passage));
    const alike = this.#passages.map((passage, i) => ({ passage, score: product(vector, vectors[i]) }));
    count(alike.sort((a, b) => b.score - a.score).map(({ passage }) => passage));
    const order = [...scores].sort((a, b) => b[1] - a[1]);
    // The best passage of each section comes before any second one.
    const seen = new Set<string>();
    const isFirst = order.map(([passage]) => {
      const name = passage.section || passage.id;
      const first = !seen.has(name);
      seen.add(name);
      return first;
    });
    return [...order.filter((_, i) => isFirst[i]), ...order.filter((_, i) => isFirst[i] !== true)]
      .slice(0, top)
      .map(([passage, score]) => ({ passage, score, matches: byId.get(passage.id)?.matches ?? [] }));
  }
}

function textOf(query: PassageQuery): string {
  const { request, response } = situationOf(query);
  return `${request.slice(-MOST_CHARACTERS / 2)}\n${response.slice(0, MOST_CHARACTERS / 2)}`;
}

function product(a: Float32Array, b: Float32Array | undefined): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b?.[i] ?? 0);
  return sum;
}
