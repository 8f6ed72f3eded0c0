/** Pixels of one row. */
export const ROW_HEIGHT = 44;
/** Rows above and below those in sight that are there already. */
const MARGIN = 10;

/** The rows to draw, `last` exclusive. */
export function rowsInSight(
  scrollTop: number,
  height: number,
  length: number,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.min(length, Math.floor(scrollTop / ROW_HEIGHT)) - MARGIN);
  const last = Math.min(length, Math.ceil((scrollTop + height) / ROW_HEIGHT) + MARGIN);
  return { first, last: Math.max(first, last) };
}
