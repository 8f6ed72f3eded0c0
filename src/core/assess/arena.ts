/**
 * Zeroed stretches of memory for the results of a scan, cut from large blocks: a typed array of its own for each would
 * cost more than the scan. A stretch is never handed out twice, so results may be kept; a block is freed with the last
 * of its stretches.
 */

const BLOCK_BYTES = 1 << 18;

let block = new ArrayBuffer(BLOCK_BYTES);
let used = 0;

/** Where a stretch of so many bytes begins in `block`, at a multiple of eight. */
function take(bytes: number): number {
  if (used + bytes > block.byteLength) {
    block = new ArrayBuffer(Math.max(BLOCK_BYTES, bytes));
    used = 0;
  }
  const at = used;
  used = (used + bytes + 7) & ~7;
  return at;
}

export function bytes(length: number): Uint8Array {
  const at = take(length);
  return new Uint8Array(block, at, length);
}

export function integers(length: number): Int32Array {
  const at = take(length * 4);
  return new Int32Array(block, at, length);
}

export function doubles(length: number): Float64Array {
  const at = take(length * 8);
  return new Float64Array(block, at, length);
}
