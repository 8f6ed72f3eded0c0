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

/** The classes that single words and phrases belong to, compiled for scanning. */
export class Lexicon {
  readonly names: readonly string[];
  private readonly index = new Map<string, number>();
  private readonly byFull: HashTable;
  private readonly byStem: HashTable;
  private readonly nodes: Node[] = [];

  constructor(groups: readonly WordClasses[]) {
    const names: string[] = [];
    const fullRoots = new Map<number, Node>();
    const stemRoots = new Map<number, Node>();
    for (const group of groups) {
      for (const [name, entries] of Object.entries(group)) {
        const id = names.push(name) - 1;
        this.index.set(name, id);
        for (const entry of entries.split(',')) {
          const trimmed = entry.trim().toLowerCase();
          if (trimmed !== '') for (const words of expand(trimmed)) insert(fullRoots, stemRoots, words, id);
        }
      }
    }
    this.names = names;
    const table = (roots: Map<number, Node>): HashTable =>
      new HashTable([...roots].map(([hash, node]) => [hash, this.nodes.push(node) - 1] as const));
    this.byFull = table(fullRoots);
    this.byStem = table(stemRoots);
  }

  /** The number of a class; throws for a name that is not in the lexicon, which is a mistake in the program. */
  id(name: string): number {
    const id = this.index.get(name);
    if (id === undefined) throw new Error(`no word class named ${name}`);
    return id;
  }

  /** Calls `hit` for each class found, with the words it covers. A class counts once per starting word. */
  match(scan: Scan, hit: (classId: number, firstWord: number, endWord: number) => void): void {
    const { full, stem, count } = scan;
    for (let i = 0; i < count; i++) {
      const a = this.byFull.get(full[i] as number);
      if (a >= 0) walk(this.nodes[a] as Node, scan, i, i + 1, hit);
      const b = this.byStem.get(stem[i] as number);
      if (b >= 0) walk(this.nodes[b] as Node, scan, i, i + 1, hit);
    }
  }
}

function walk(
  node: Node,
  scan: Scan,
  first: number,
  next: number,
  hit: (id: number, first: number, end: number) => void,
): void {
  for (const id of node.classes) hit(id, first, next);
  if (next >= scan.count) return;
  const byFull = node.full.get(scan.full[next] as number);
  if (byFull) walk(byFull, scan, first, next + 1, hit);
  const byStem = node.stem.get(scan.stem[next] as number);
  if (byStem) walk(byStem, scan, first, next + 1, hit);
  if (node.any) walk(node.any, scan, first, next + 1, hit);
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
