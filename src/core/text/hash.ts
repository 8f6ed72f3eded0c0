import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Hexadecimal digits kept of a hash: 64 bits, enough for the records of one dataset. */
const DIGITS = 16;

/**
 * The first 16 hex digits of the SHA-256 of a text.
 * Text with lone surrogates has no UTF-8; its JSON literal is hashed instead, so that different texts stay different.
 */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(isWellFormed(text) ? text : JSON.stringify(text)))).slice(0, DIGITS);
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
