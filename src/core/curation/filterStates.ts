import { type Filter, type FilterState, parseFilter, printFilter } from './filter.ts';

/** The states that a filter asks for by themselves, beside whatever else it asks. */
export function statesOf(filter: Filter): ReadonlySet<FilterState> {
  return new Set(partsOf(filter).flatMap((part) => (part.kind === 'state' ? [part.state] : [])));
}

/**
 * The same filter asking for a state, or no longer asking for it.
 * @throws UserError when the filter cannot be read.
 */
export function toggleState(text: string, state: FilterState): string {
  const parts = partsOf(parseFilter(text));
  const without = parts.filter((part) => part.kind !== 'state' || part.state !== state);
  const next: readonly Filter[] =
    without.length < parts.length ? without : [...parts, { kind: 'state', state }];
  return next.length === 0 ? '' : printFilter({ kind: 'all', parts: next });
}

/** What must all hold. */
function partsOf(filter: Filter): readonly Filter[] {
  return filter.kind === 'all' ? filter.parts : [filter];
}
