/**
 * Makes a value when it is first asked for, and keeps it. Schemas are made so: the extension loads all of them when it
 * is activated, and most sessions use few.
 */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
