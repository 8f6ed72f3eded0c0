import { t } from '../../text/translate.ts';
import { type Check, pass } from './check.ts';
import { wordsOf } from './words.ts';

/** Words that make one shingle. */
const SHINGLE = 3;
/** Numbers of a signature: the similarity of two texts is told to about ±0.06. */
const HASHES = 128;
/** Texts that agree in one of 32 bands of 4 numbers are compared; alike to 0.4 they do with a chance of 0.56, to 0.6 of 0.99. */
const ROWS = 4;

export type Signature = Uint32Array;

/** What a text is compared by; null for one too short to be told from others. */
export function signatureOf(text: string): Signature | null {
  const words = wordsOf(text).map((word) => word.text);
  if (words.length < SHINGLE * 4) {
    return null;
  }
  const signature = new Uint32Array(HASHES).fill(0xffffffff);
  for (let index = 0; index + SHINGLE <= words.length; index++) {
    const base = hash(words.slice(index, index + SHINGLE).join(' '));
    for (let number = 0; number < HASHES; number++) {
      const value = mix(base ^ Math.imul(number + 1, 0x9e3779b1));
      if (value < (signature[number] ?? 0)) {
        signature[number] = value;
      }
    }
  }
  return signature;
}

/** The share of shingles that two texts have in common, 0 to 1, estimated. */
export function similarity(a: Signature, b: Signature): number {
  let same = 0;
  for (let number = 0; number < HASHES; number++) {
    if (a[number] === b[number]) same++;
  }
  return same / HASHES;
}

export interface Nearest {
  readonly id: string;
  readonly similarity: number;
}

/** The accepted rewrites of a dataset, to find the one most like a text without reading them all. */
export class RewriteIndex {
  readonly #signatures = new Map<string, Signature>();
  readonly #bands = new Map<string, Set<string>>();

  get size(): number {
    return this.#signatures.size;
  }

  /** Takes a text in, in place of an earlier one of the same id. */
  add(id: string, text: string): void {
    this.remove(id);
    const signature = signatureOf(text);
    if (signature !== null) {
      this.#signatures.set(id, signature);
      for (const band of bandsOf(signature)) {
        this.#bands.set(band, (this.#bands.get(band) ?? new Set()).add(id));
      }
    }
  }

  remove(id: string): void {
    const signature = this.#signatures.get(id);
    if (signature !== undefined) {
      this.#signatures.delete(id);
      for (const band of bandsOf(signature)) {
        this.#bands.get(band)?.delete(id);
      }
    }
  }

  /** The most similar text other than `except`; null when none comes near. Ties go to the smaller id. */
  nearest(text: string, except: string | null = null): Nearest | null {
    const signature = signatureOf(text);
    if (signature === null) {
      return null;
    }
    const candidates = new Set(bandsOf(signature).flatMap((band) => [...(this.#bands.get(band) ?? [])]));
    let nearest: Nearest | null = null;
    for (const id of [...candidates].sort()) {
      const other = this.#signatures.get(id);
      if (id !== except && other !== undefined) {
        const value = similarity(signature, other);
        if (nearest === null || value > nearest.similarity) {
          nearest = { id, similarity: value };
        }
      }
    }
    return nearest;
  }
}

/** From here on two rewrites are like each other. */
export const ALIKE = 0.35;
const SAME = 0.7;

/** Whether the proposal is not nearly another accepted rewrite: rewrites from one mould poison a dataset. */
export function distinct(index: RewriteIndex, ownId: string | null, describe: (id: string) => string): Check {
  return ({ text }) => {
    const nearest = index.nearest(text, ownId);
    if (nearest === null || nearest.similarity < ALIKE) {
      return pass('distinct', t('No other accepted rewrite is like it.'));
    }
    const share = `${Math.round(nearest.similarity * 100)}%`;
    return {
      name: 'distinct',
      verdict: nearest.similarity >= SAME ? 'fail' : 'warn',
      message: t('About {0} of its phrases are those of the rewrite of {1}.', share, describe(nearest.id)),
      spans: [],
    };
  };
}

function bandsOf(signature: Signature): string[] {
  return Array.from(
    { length: HASHES / ROWS },
    (_, band) => `${band}:${signature.slice(band * ROWS, band * ROWS + ROWS).join(',')}`,
  );
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** The last steps of MurmurHash3, so that each of the 128 numbers orders the shingles differently. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
