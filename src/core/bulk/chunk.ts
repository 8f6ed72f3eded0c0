/**
 * Most of one batch. The provider takes up to 100,000 requests or 256 MB; smaller batches keep memory flat and are a
 * smaller loss when one fails.
 */
export const BATCH_LIMITS = { requests: 10_000, bytes: 32 * 1024 * 1024 } as const;

/** Parts a stream into pieces within the limits; one item larger than the limit makes a piece of its own. */
export async function* chunks<T>(
  items: AsyncIterable<T>,
  bytesOf: (item: T) => number,
  limits: { readonly requests: number; readonly bytes: number } = BATCH_LIMITS,
): AsyncGenerator<readonly T[]> {
  let piece: T[] = [];
  let bytes = 0;
  for await (const item of items) {
    const size = bytesOf(item);
    if (piece.length > 0 && (piece.length >= limits.requests || bytes + size > limits.bytes)) {
      yield piece;
      piece = [];
      bytes = 0;
    }
    piece.push(item);
    bytes += size;
  }
  if (piece.length > 0) yield piece;
}
