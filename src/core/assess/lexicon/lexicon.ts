import type { Scan } from '../sentences.ts';
import { fullHash, HashTable, stemHash } from '../wordHash.ts';

/**
 * Word classes as readable data: the name of a class and its entries, separated by commas. An entry of one word matches
 * every inflection (`forge` also `forged`, `forging`); `=word` matches that form only. A phrase matches its words as
 * written, `(a|b)` is a choice, `word~` matches inflections, `*` is any one word.
 */
export type WordClasses = Readonly<Record<string, string>>;

interface Node {
  readonly full: Map<number, Node>;
  readonly stem: Map<number, Node>;
  any: Node | null;
  classes: number[];
}

const ANY = '*';

const FOLLOWS = { full: 1, stem: 2, any: 4 } as const;

/** Words whose first nodes are kept, by hash: texts use the same words again and again. */
const CELLS = 1 << 13;

const NODE_BITS = 15;
const MOST_NODES = (1 << NODE_BITS) - 1;

/** Two nodes (-1 for none) as one number that is not zero. */
function begin(first: number, second: number): number {
  return NOTHING_BEGINS | (first + 1) | ((second + 1) << NODE_BITS);
}
const NOTHING_BEGINS = 1 << (2 * NODE_BITS);

/** No node. */
const NONE = -1;

/** The trees of words as arrays, by number of node. */
interface Compiled {
  readonly byFull: HashTable;
  readonly byStem: HashTable;
  /** The classes of node `n` are those of `classes` from `firstClass[n]` up to, and not with, `firstClass[n + 1]`. */
  readonly firstClass: Int32Array;
  readonly classes: Int32Array;
  /** The node after a node and a word, by `edge`. */
  readonly nextFull: HashTable;
  readonly nextStem: HashTable;
  readonly nextAny: Int32Array;
  /** How a phrase goes on from a node: bits of `FOLLOWS`. */
  readonly follows: Uint8Array;
}

/** What was found in the scan that was matched last: the class, its first word, the word after its last. */
export interface Hits {
  classId: Int32Array;
  first: Int32Array;
  end: Int32Array;
  count: number;
}

/** The classes that single words and phrases belong to, compiled for scanning when the first text is matched. */
export class Lexicon {
  readonly names: readonly string[];
  private readonly groups: readonly WordClasses[];
  private readonly index = new Map<string, number>();
  private compiled: Compiled | null = null;
  /** For each cell the word that was met last, beside the nodes that its form and its stem begin (see `begin`). */
  private readonly cells = new Int32Array(2 * CELLS);
  private readonly hits: Hits = {
    classId: new Int32Array(1024),
    first: new Int32Array(1024),
    end: new Int32Array(1024),
    count: 0,
  };

  constructor(groups: readonly WordClasses[]) {
    this.groups = groups;
    this.names = groups.flatMap((group) => Object.keys(group));
    this.names.forEach((name, id) => {
      this.index.set(name, id);
    });
  }

  /** The number of a class; throws for a name that is not in the lexicon, which is a mistake in the program. */
  id(name: string): number {
    const id = this.index.get(name);
    if (id === undefined) throw new Error(`no word class named ${name}`);
    return id;
  }

  /** Calls `hit` for each class found, with the words it covers. A class counts once per starting word. */
  match(scan: Scan, hit: (classId: number, firstWord: number, endWord: number) => void): void {
    const found = this.find(scan);
    for (let k = 0; k < found.count; k++)
      hit(found.classId[k] as number, found.first[k] as number, found.end[k] as number);
  }

  /** The same as arrays, in the order of the words. They are used again for the next text: copy what is to be kept. */
  find(scan: Scan): Hits {
    const { full, stem, count } = scan;
    const { hits } = this;
    hits.count = 0;
    // The empty text is matched when the program is loaded, which is too early to compile anything.
    if (count === 0) return hits;
    this.compiled ??= compile(this.groups);
    const { compiled } = this;
    const { byFull, byStem } = compiled;
    const { cells } = this;
    for (let i = 0; i < count; i++) {
      const word = full[i] as number;
      const at = 2 * ((word ^ (word >>> 15)) & (CELLS - 1));
      if (cells[at] !== word || cells[at + 1] === 0) {
        cells[at] = word;
        cells[at + 1] = begin(byFull.get(word), byStem.get(stem[i] as number));
      }
      const begun = cells[at + 1] as number;
      if (begun === NOTHING_BEGINS) continue;
      const a = (begun & MOST_NODES) - 1;
      if (a >= 0) walk(compiled, a, scan, i, i + 1, hits);
      const b = ((begun >> NODE_BITS) & MOST_NODES) - 1;
      if (b >= 0) walk(compiled, b, scan, i, i + 1, hits);
    }
    return hits;
  }
}

function walk(c: Compiled, node: number, scan: Scan, first: number, next: number, hits: Hits): void {
  const endClass = c.firstClass[node + 1] as number;
  for (let k = c.firstClass[node] as number; k < endClass; k++) {
    if (hits.count === hits.first.length) grow(hits);
    hits.classId[hits.count] = c.classes[k] as number;
    hits.first[hits.count] = first;
    hits.end[hits.count] = next;
    hits.count++;
  }
  const follows = c.follows[node] as number;
  if (follows === 0 || next >= scan.count) return;
  if ((follows & FOLLOWS.full) !== 0) {
    const after = c.nextFull.get(edge(node, scan.full[next] as number));
    if (after >= 0) walk(c, after, scan, first, next + 1, hits);
  }
  if ((follows & FOLLOWS.stem) !== 0) {
    const after = c.nextStem.get(edge(node, scan.stem[next] as number));
    if (after >= 0) walk(c, after, scan, first, next + 1, hits);
  }
  if ((follows & FOLLOWS.any) !== 0) walk(c, c.nextAny[node] as number, scan, first, next + 1, hits);
}

/** A node and the word after it as one hash: one table for all nodes stays at hand, a table a node would not. */
function edge(node: number, word: number): number {
  return Math.imul(node + 1, 0x9e3779b1) ^ word;
}

function grow(hits: Hits): void {
  const wider = (list: Int32Array): Int32Array => {
    const copy = new Int32Array(list.length * 2);
    copy.set(list);
    return copy;
  };
  hits.classId = wider(hits.classId);
  hits.first = wider(hits.first);
  hits.end = wider(hits.end);
}

function compile(groups: readonly WordClasses[]): Compiled {
  const fullRoots = new Map<number, Node>();
  const stemRoots = new Map<number, Node>();
  let id = 0;
  for (const group of groups) {
    for (const entries of Object.values(group)) {
      for (const entry of entries.split(',')) {
        const trimmed = entry.trim().toLowerCase();
        if (trimmed !== '') for (const words of expand(trimmed)) insert(fullRoots, stemRoots, words, id);
      }
      id++;
    }
  }
  const nodes: Node[] = [];
  const numbers = new Map<Node, number>();
  const number = (node: Node): void => {
    numbers.set(node, nodes.push(node) - 1);
    for (const after of node.full.values()) number(after);
    for (const after of node.stem.values()) number(after);
    if (node.any) number(node.any);
  };
  for (const node of fullRoots.values()) number(node);
  for (const node of stemRoots.values()) number(node);
  const table = (words: ReadonlyMap<number, Node>): HashTable =>
    new HashTable(Array.from(words, ([hash, node]) => [hash, numbers.get(node) ?? NONE] as const));
  if (nodes.length >= MOST_NODES) throw new Error('the lexicon has more phrases than its cells can name');
  const edges = (of: (node: Node) => ReadonlyMap<number, Node>): HashTable =>
    new HashTable(
      nodes.flatMap((node, n) =>
        Array.from(of(node), ([word, next]) => [edge(n, word), numbers.get(next) ?? NONE] as const),
      ),
    );
  const firstClass = new Int32Array(nodes.length + 1);
  nodes.forEach((node, n) => {
    firstClass[n + 1] = (firstClass[n] as number) + node.classes.length;
  });
  const follows = ({ full, stem, any }: Node): number =>
    (full.size > 0 ? FOLLOWS.full : 0) |
    (stem.size > 0 ? FOLLOWS.stem : 0) |
    (any === null ? 0 : FOLLOWS.any);
  return {
    byFull: table(fullRoots),
    byStem: table(stemRoots),
    firstClass,
    classes: Int32Array.from(nodes.flatMap((node) => node.classes)),
    nextFull: edges((node) => node.full),
    nextStem: edges((node) => node.stem),
    nextAny: Int32Array.from(nodes, (node) => (node.any === null ? NONE : (numbers.get(node.any) ?? NONE))),
    follows: Uint8Array.from(nodes, follows),
  };
}

function newNode(): Node {
  return { full: new Map(), stem: new Map(), any: null, classes: [] };
}

function child(map: Map<number, Node>, key: number): Node {
  let node = map.get(key);
  if (!node) {
    node = newNode();
    map.set(key, node);
  }
  return node;
}

function insert(
  fullRoots: Map<number, Node>,
  stemRoots: Map<number, Node>,
  words: readonly string[],
  id: number,
): void {
  let node: Node | null = null;
  for (const word of words) {
    if (word === ANY && node) {
      node.any ??= newNode();
      node = node.any;
      continue;
    }
    const exact = word.startsWith('=');
    const inflected = word.endsWith('~') || (words.length === 1 && !exact);
    const plain = word.replace(/^=|~$/g, '');
    const maps: { full: Map<number, Node>; stem: Map<number, Node> } = node ?? {
      full: fullRoots,
      stem: stemRoots,
    };
    node = inflected ? child(maps.stem, stemHash(plain)) : child(maps.full, fullHash(plain));
  }
  if (node && !node.classes.includes(id)) node.classes.push(id);
}

/** All readings of an entry with `(a|b)` choices, as lists of words; an empty choice leaves the word out. */
function expand(entry: string): string[][] {
  const open = entry.indexOf('(');
  if (open < 0) return [entry.split(/[\s-]+/).filter((word) => word !== '')];
  const close = entry.indexOf(')', open);
  if (close < 0) throw new Error(`unclosed choice in lexicon entry: ${entry}`);
  return entry
    .slice(open + 1, close)
    .split('|')
    .flatMap((choice) => expand(`${entry.slice(0, open)}${choice}${entry.slice(close + 1)}`));
}
