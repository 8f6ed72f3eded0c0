import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Hexadecimal digits kept of a hash: 64 bits, enough for the records of one dataset. */
const DIGITS = 16;

let sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/**
 * Has the platform's own SHA-256 do the work, which is several times as fast: the log asks for hashes of every record.
 * @param digest the hexadecimal SHA-256 of a text's UTF-8.
 */
export function setDigest(digest: (text: string) => string): void {
  sha256Hex = digest;
}

/**
 * The first 16 hex digits of the SHA-256 of a text.
 * Text with lone surrogates has no UTF-8; its JSON literal is hashed instead, so that different texts stay different.
 */
export function hashText(text: string): string {
  return sha256Hex(text.isWellFormed() ? text : JSON.stringify(text)).slice(0, DIGITS);
}
