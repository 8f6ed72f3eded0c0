import type { Hits } from '../hits.ts';
import type { Scan } from '../sentences.ts';
import { TRAIT } from '../traits.ts';
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

const NODE_BITS = 14;
const MOST_NODES = (1 << NODE_BITS) - 1;

/** Marks a first or a second node that only begins phrases whose next word is one of some, as written. */
const FIRST_ONLY_LEADS = 1 << (2 * NODE_BITS);
const SECOND_ONLY_LEADS = FIRST_ONLY_LEADS << 1;
/** Marks the number of a class, in place of nodes: the word is one of that class and nothing else begins with it. */
const ONE_CLASS = SECOND_ONLY_LEADS << 1;

/** No node. */
const NONE = -1;

/** The class of the words that carry no topic, where a lexicon has one. It is a trait of a word and never found. */
const STOP = 'stop';

/** The trees of words as arrays, by number of node. */
interface Compiled {
  readonly stops: ReadonlySet<number>;
  readonly continuing: ReadonlySet<number>;
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

/** The classes that single words and phrases belong to, compiled for scanning when the first text is matched. */
export class Lexicon {
  readonly names: readonly string[];
  private readonly groups: readonly WordClasses[];
  private readonly index = new Map<string, number>();
  private compiled: Compiled | null = null;
  private readonly stop: number;

  constructor(groups: readonly WordClasses[]) {
    this.groups = groups;
    this.names = groups.flatMap((group) => Object.keys(group));
    this.names.forEach((name, id) => {
      this.index.set(name, id);
    });
    this.stop = this.index.get(STOP) ?? NONE;
  }

  /** The number of a class; throws for a name that is not in the lexicon, which is a mistake in the program. */
  id(name: string): number {
    const id = this.index.get(name);
    if (id === undefined) throw new Error(`no word class named ${name}`);
    return id;
  }

  /** What begins with a word, as a number that `find` understands; zero for nothing. */
  begins(full: number, stem: number): number {
    const compiled = this.tables();
    const a = compiled.byFull.get(full);
    const b = compiled.byStem.get(stem);
    if (a >= 0 && b >= 0) {
      const leads =
        (onlyLeads(compiled, a) ? FIRST_ONLY_LEADS : 0) | (onlyLeads(compiled, b) ? SECOND_ONLY_LEADS : 0);
      return leads | (a + 1) | ((b + 1) << NODE_BITS);
    }
    const node = a >= 0 ? a : b;
    if (node < 0) return 0;
    if (onlyLeads(compiled, node)) return FIRST_ONLY_LEADS | (node + 1);
    const first = compiled.firstClass[node] as number;
    const count = (compiled.firstClass[node + 1] as number) - first;
    if (compiled.follows[node] !== 0 || count > 1) return node + 1;
    return count === 0 ? 0 : ONE_CLASS | (compiled.classes[first] as number);
  }

  /** Whether a word, as written, goes on with a phrase that another word began. */
  continues(full: number): boolean {
    return this.tables().continuing.has(full);
  }

  /** Whether a word carries no topic. */
  isStop(full: number): boolean {
    return this.tables().stops.has(full);
  }

  /** Finds the classes of a text's words, in the order of the words. A class counts once per starting word. */
  find(scan: Scan, hits: Hits): void {
    hits.clear(scan.beginnings);
    // The empty text is matched when the program is loaded, which is too early to compile anything.
    if (scan.beginnings === 0) return;
    const compiled = this.tables();
    const { beginning, begins, sentenceCount, full, is, count } = scan;
    const { nextFull } = compiled;
    let sentence = 0;
    let ends = scan.endWord(0);
    for (let k = 0; k < scan.beginnings; k++) {
      const word = beginning[k] as number;
      while (word >= ends && sentence + 1 < sentenceCount) ends = scan.endWord(++sentence);
      const begun = begins[k] as number;
      if ((begun & ONE_CLASS) !== 0) {
        hits.add(begun ^ ONE_CLASS, sentence, word, word + 1);
        continue;
      }
      const next = word + 1;
      // Nearly every word begins some phrase, and hardly ever does the next one go on with it.
      const goesOn = next < count && ((is[next] as number) & TRAIT.continues) !== 0;
      const a = begun & MOST_NODES;
      if ((begun & FIRST_ONLY_LEADS) === 0) walk(compiled, a - 1, scan, sentence, word, next, hits);
      else if (goesOn) {
        const after = nextFull.get(edge(a - 1, full[next] as number));
        if (after >= 0) walk(compiled, after, scan, sentence, word, next + 1, hits);
      }
      const b = (begun >> NODE_BITS) & MOST_NODES;
      if (b === 0) continue;
      if ((begun & SECOND_ONLY_LEADS) === 0) walk(compiled, b - 1, scan, sentence, word, next, hits);
      else if (goesOn) {
        const after = nextFull.get(edge(b - 1, full[next] as number));
        if (after >= 0) walk(compiled, after, scan, sentence, word, next + 1, hits);
      }
    }
  }

  private tables(): Compiled {
    this.compiled ??= compile(this.groups, this.stop);
    return this.compiled;
  }
}

/** Whether a node is of no class itself, and goes on with words as written only. */
function onlyLeads({ firstClass, follows }: Compiled, node: number): boolean {
  return firstClass[node] === firstClass[node + 1] && follows[node] === FOLLOWS.full;
}

function walk(
  c: Compiled,
  node: number,
  scan: Scan,
  sentence: number,
  first: number,
  next: number,
  hits: Hits,
): void {
  const endClass = c.firstClass[node + 1] as number;
  for (let k = c.firstClass[node] as number; k < endClass; k++)
    hits.add(c.classes[k] as number, sentence, first, next);
  const follows = c.follows[node] as number;
  if (follows === 0 || next >= scan.count) return;
  if ((follows & FOLLOWS.full) !== 0) {
    const after = c.nextFull.get(edge(node, scan.full[next] as number));
    if (after >= 0) walk(c, after, scan, sentence, first, next + 1, hits);
  }
  if ((follows & FOLLOWS.stem) !== 0) {
    const after = c.nextStem.get(edge(node, scan.stem[next] as number));
    if (after >= 0) walk(c, after, scan, sentence, first, next + 1, hits);
  }
  if ((follows & FOLLOWS.any) !== 0)
    walk(c, c.nextAny[node] as number, scan, sentence, first, next + 1, hits);
}

/** A node and the word after it as one hash: one table for all nodes stays at hand, a table a node would not. */
function edge(node: number, word: number): number {
  return Math.imul(node + 1, 0x9e3779b1) ^ word;
}

function compile(groups: readonly WordClasses[], stop: number): Compiled {
  const fullRoots = new Map<number, Node>();
  const stemRoots = new Map<number, Node>();
  const stops = new Set<number>();
  let id = 0;
  for (const group of groups) {
    for (const entries of Object.values(group)) {
      for (const entry of entries.split(',')) {
        const trimmed = entry.trim().toLowerCase();
        if (trimmed === '') continue;
        for (const words of expand(trimmed)) {
          if (id === stop) stops.add(fullHash((words[0] ?? '').replace('=', '')));
          else insert(fullRoots, stemRoots, words, id);
        }
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
    stops,
    continuing: new Set(nodes.flatMap((node) => [...node.full.keys()])),
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
