import { type Comparison, type Filter, type FilterState, type FilterText, LEVELS } from './filter.ts';
import { safePattern } from './filterPattern.ts';
import type { RecordFacts } from './recordFacts.ts';

/** The filter as a question about one response. Expressions are compiled here, once. */
export function compileFilter(filter: Filter): (facts: RecordFacts) => boolean {
  switch (filter.kind) {
    case 'all': {
      const tests = filter.parts.map(compileFilter);
      return (facts) => tests.every((test) => test(facts));
    }
    case 'any': {
      const tests = filter.parts.map(compileFilter);
      return (facts) => tests.some((test) => test(facts));
    }
    case 'not': {
      const test = compileFilter(filter.part);
      return (facts) => !test(facts);
    }
    case 'state': {
      const { state } = filter;
      return (facts) => holds(facts, state);
    }
    case 'code':
      return ({ codes }) => codes.includes(filter.code);
    case 'stakes':
      return ({ stakes }) => stakes === filter.value;
    case 'holder':
      return ({ holder }) => holder === filter.value;
    case 'shape':
      return ({ shape }) => shape.toLowerCase() === filter.value.toLowerCase();
    case 'assigned': {
      const wanted = filter.value.toLowerCase();
      return ({ assigned }) => assigned.some((name) => name.toLowerCase() === wanted);
    }
    case 'passage':
      return ({ passages }) =>
        passages().some((id) => id === filter.value || id.startsWith(`${filter.value}-`));
    case 'reasoning': {
      const { level, compare } = filter;
      const rank = rankOf(level);
      return ({ reasoning }) => {
        if (compare === '=') return reasoning === level;
        const own = rankOf(reasoning);
        return own !== -1 && compares(own, compare, rank);
      };
    }
    case 'length':
      return ({ response }) => compares(response().length, filter.compare, filter.characters);
    case 'text': {
      const wanted = filter.text.toLowerCase();
      return (facts) => textsOf(facts, filter.where).some((text) => text.toLowerCase().includes(wanted));
    }
    case 'pattern': {
      const pattern = safePattern(filter.source, filter.flags);
      return (facts) => textsOf(facts, filter.where).some((text) => pattern.test(text));
    }
  }
}

function rankOf(level: string | null): number {
  return (LEVELS as readonly (string | null)[]).indexOf(level);
}

function holds(facts: RecordFacts, state: FilterState): boolean {
  switch (state) {
    case 'undecided':
    case 'accepted':
    case 'rejected':
    case 'skipped':
      return facts.status === state;
    case 'flagged':
    case 'ready':
    case 'noted':
    case 'exemplar':
    case 'disagreement':
    case 'tools':
      return facts[state];
  }
}

function textsOf({ prompt, response }: RecordFacts, where: FilterText): readonly string[] {
  return where === 'prompt' ? [prompt()] : where === 'response' ? [response()] : [response(), prompt()];
}

function compares(a: number, compare: Comparison, b: number): boolean {
  switch (compare) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '=':
      return a === b;
  }
}
