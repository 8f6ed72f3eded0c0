/**
 * The text that is being scanned, one byte a UTF-16 unit: an array is read faster than a string. Units of Latin script
 * stay as they are; of the others a scan needs to know only the marks below and whether they belong to a word.
 */
export let units = new Uint8Array(16_384);

export const BULLET = 0x95;
export const DASH = 0x96;
/** A closing quotation mark. */
export const QUOTE = 0x94;
const OTHER = 0x80;

const encoder = new TextEncoder();

/** Fills `units`; a zero follows the last one. */
export function readUnits(text: string): void {
  const { length } = text;
  if (units.length < length + 2) units = new Uint8Array(2 * length + 2);
  const into = units;
  // Plain ASCII, as most texts are, is copied as a whole; a text that is something else does not fit.
  const plain = encoder.encodeInto(text, into);
  if (plain.read !== length || plain.written !== length)
    for (let k = 0; k < length; k++) {
      const c = text.charCodeAt(k);
      into[k] = c < 256 ? c : byteOf(c);
    }
  into[length] = 0;
  into[length + 1] = 0;
}

function byteOf(unit: number): number {
  switch (unit) {
    case 0x2019:
      return 39;
    case 0x201d:
      return QUOTE;
    case 0x2022:
      return BULLET;
    case 0x2013:
      return DASH;
    case 0x2028:
      return 10;
  }
  if (unit >= 0x2000 && unit < 0x2070) return OTHER;
  // Letters of other scripts fall into words that no list of ours holds.
  return 0xe0 | (unit & 0x0f);
}
