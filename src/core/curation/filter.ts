import { FINDING_CODES, type FindingCode } from '../assess/assessment.ts';
import { UserError } from '../errors.ts';
import { t } from '../text/translate.ts';
import { safePattern } from './filterPattern.ts';

export const FILTER_STATES = [
  'undecided',
  'flagged',
  'ready',
  'accepted',
  'rejected',
  'skipped',
  'noted',
  'exemplar',
  'disagreement',
  'tools',
] as const;
export type FilterState = (typeof FILTER_STATES)[number];

const STAKES = ['none', 'some'] as const;
const HOLDERS = ['user', 'assistant', 'nobody'] as const;
/** Poorest first; `n/a` stands outside the order. */
export const LEVELS = ['absent', 'thin', 'adequate', 'admirable'] as const;
const COMPARISONS = ['<=', '>=', '<', '>'] as const;

export type Comparison = (typeof COMPARISONS)[number] | '=';
/** Which text is searched: the transcript before the response, the response, or both. */
export type FilterText = 'any' | 'prompt' | 'response';

/** A filter as it was understood; `printFilter` writes it again. */
export type Filter =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'state'; readonly state: FilterState }
  | { readonly kind: 'code'; readonly code: FindingCode }
  | { readonly kind: 'stakes' | 'holder' | 'shape' | 'passage' | 'assigned'; readonly value: string }
  | { readonly kind: 'reasoning'; readonly compare: Comparison; readonly level: string }
  | { readonly kind: 'length'; readonly compare: Comparison; readonly characters: number }
  | { readonly kind: 'text'; readonly where: FilterText; readonly text: string }
  | { readonly kind: 'pattern'; readonly where: FilterText; readonly source: string; readonly flags: string };

/** Keeps every record. */
export const EVERYTHING: Filter = { kind: 'all', parts: [] };

/**
 * Reads a filter; an empty one keeps everything. The grammar is in docs/filters.md.
 * @throws UserError with the position, from 1, and what was expected there.
 */
export function parseFilter(text: string): Filter {
  return new Reader(text).filter();
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  filter(): Filter {
    this.#blank();
    if (this.#at === this.#text.length) return EVERYTHING;
    const filter = this.#any();
    if (this.#at < this.#text.length) this.#fail(t('a “(” before this “)”'));
    return filter;
  }

  #any(): Filter {
    const parts = [this.#all()];
    while (this.#takeOr()) parts.push(this.#all());
    return join('any', parts);
  }

  #all(): Filter {
    const parts = [this.#term()];
    for (this.#blank(); this.#more(); this.#blank()) parts.push(this.#term());
    return join('all', parts);
  }

  #more(): boolean {
    return this.#at < this.#text.length && !/^(?:\)|\||or(?=[\s()|]|$))/i.test(this.#text.slice(this.#at));
  }

  #takeOr(): boolean {
    this.#blank();
    const found = /^(?:\||or(?=[\s()|]|$))/i.exec(this.#text.slice(this.#at, this.#at + 3));
    if (found !== null) this.#at += found[0].length;
    return found !== null;
  }

  #term(): Filter {
    this.#blank();
    const char = this.#text[this.#at];
    if (char === '-') {
      this.#at++;
      return { kind: 'not', part: this.#term() };
    }
    if (char === '(') {
      this.#at++;
      const inner = this.#any();
      this.#blank();
      if (this.#text[this.#at] !== ')') this.#fail('“)”');
      this.#at++;
      return inner;
    }
    return this.#search('any') ?? this.#word();
  }

  /** A text in quotes or an expression between slashes; null where neither begins. */
  #search(where: FilterText): Filter | null {
    const start = this.#at;
    const rest = this.#text.slice(start);
    if (rest.startsWith('"')) {
      const found = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(rest);
      if (found === null) this.#fail(t('a closing quote'), this.#text.length);
      this.#at += found[0].length;
      const text = (found[1] ?? '').replace(/\\(["\\])/g, '$1');
      if (text === '') this.#fail(t('a text between the quotes'), start + 1);
      return { kind: 'text', where, text };
    }
    if (rest.startsWith('/')) {
      const found = /^\/((?:[^/\\[]|\\[\s\S]|\[(?:[^\]\\]|\\[\s\S])*\])+)\/([a-z]*)/.exec(rest);
      if (found === null) this.#fail(t('an expression that ends with “/”'), this.#text.length);
      const [whole, source = '', flags = ''] = found;
      if (/[^imsu]/.test(flags) || new Set(flags).size < flags.length)
        this.#fail(t('no flags but i, m, s and u, each once'), start + whole.length - flags.length);
      try {
        safePattern(source, flags);
      } catch (error) {
        if (error instanceof UserError) this.#fail(t('another expression ({0})', error.message), start);
        throw error;
      }
      this.#at += whole.length;
      return { kind: 'pattern', where, source, flags };
    }
    return null;
  }

  #word(): Filter {
    const start = this.#at;
    const [word = ''] = /^[^\s()|":]*/.exec(this.#text.slice(start)) ?? [];
    if (word === '') this.#fail(t('a condition, such as flagged, code:one-sided or "some text"'));
    this.#at += word.length;
    const name = word.toLowerCase();
    if (this.#text[this.#at] !== ':') {
      const state = FILTER_STATES.find((known) => known === name);
      if (state === undefined)
        this.#fail(t('one of {0}, a name with “:”, or the text in quotes', FILTER_STATES.join(', ')), start);
      return { kind: 'state', state };
    }
    this.#at++;
    return this.#named(name, start);
  }

  #named(name: string, start: number): Filter {
    switch (name) {
      case 'code':
        return { kind: 'code', code: this.#oneOf(FINDING_CODES) };
      case 'stakes':
        return { kind: 'stakes', value: this.#oneOf(STAKES) };
      case 'holder':
        return { kind: 'holder', value: this.#oneOf(HOLDERS) };
      case 'shape':
      case 'passage':
        return { kind: name, value: this.#value('a name') };
      case 'assigned':
        return { kind: name, value: this.#name() };
      case 'reasoning': {
        const compare = this.#comparison();
        const level = this.#oneOf(compare === '=' ? [...LEVELS, 'n/a'] : LEVELS);
        return { kind: 'reasoning', compare, level };
      }
      case 'length': {
        const compare = this.#comparison();
        const at = this.#at;
        const value = this.#value(t('a number of characters'));
        if (!/^\d{1,9}$/.test(value)) this.#fail(t('a whole number of characters'), at);
        return { kind: 'length', compare, characters: Number(value) };
      }
      case 'prompt':
      case 'response':
        return this.#search(name) ?? this.#fail(t('a text in quotes or an expression between slashes'));
      default:
        return this.#fail(
          'one of code:, stakes:, holder:, reasoning:, shape:, length:, passage:, assigned:, prompt: and response:',
          start,
        );
    }
  }

  #comparison(): Comparison {
    const found = COMPARISONS.find((sign) => this.#text.startsWith(sign, this.#at));
    this.#at += found?.length ?? 0;
    return found ?? '=';
  }

  #oneOf<T extends string>(values: readonly T[]): T {
    const start = this.#at;
    const value = this.#value(list(values)).toLowerCase();
    return values.find((known) => known === value) ?? this.#fail(list(values), start);
  }

  /** A curator's name; in quotes where it has blanks. */
  #name(): string {
    const quoted = this.#text[this.#at] === '"' ? this.#search('any') : null;
    return quoted?.kind === 'text' ? quoted.text : this.#value('a curator’s name');
  }

  #value(expected: string): string {
    const [value = ''] = /^[^\s()|"]*/.exec(this.#text.slice(this.#at)) ?? [];
    if (value === '') this.#fail(expected);
    this.#at += value.length;
    return value;
  }

  #blank(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #fail(expected: string, at = this.#at): never {
    const found = at >= this.#text.length ? t('at its end') : t('at “{0}”', this.#text.slice(at, at + 20));
    throw new UserError(t('The filter is wrong {0} (position {1}): expected {2}.', found, at + 1, expected));
  }
}

/** The filter in its shortest form; reading it again gives the same filter. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'all':
      return filter.parts
        .map((part) => (part.kind === 'any' ? `(${printFilter(part)})` : printFilter(part)))
        .join(' ');
    case 'any':
      return filter.parts.map(printFilter).join(' or ');
    case 'not':
      return filter.part.kind === 'all' || filter.part.kind === 'any'
        ? `-(${printFilter(filter.part)})`
        : `-${printFilter(filter.part)}`;
    case 'state':
      return filter.state;
    case 'code':
      return `code:${filter.code}`;
    case 'stakes':
    case 'holder':
    case 'shape':
    case 'passage':
      return `${filter.kind}:${filter.value}`;
    case 'assigned':
      return `assigned:${/^[^\s()|"]+$/.test(filter.value) ? filter.value : quoted(filter.value)}`;
    case 'reasoning':
      return `reasoning:${sign(filter.compare)}${filter.level}`;
    case 'length':
      return `length:${sign(filter.compare)}${filter.characters}`;
    case 'text':
      return `${place(filter.where)}${quoted(filter.text)}`;
    case 'pattern':
      return `${place(filter.where)}/${filter.source}/${filter.flags}`;
  }
}

function join(kind: 'all' | 'any', parts: readonly Filter[]): Filter {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
}

function list(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function sign(compare: Comparison): string {
  return compare === '=' ? '' : compare;
}

function place(where: FilterText): string {
  return where === 'any' ? '' : `${where}:`;
}
