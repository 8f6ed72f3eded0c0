/** Line ends to many readers of lines, which JSON allows raw inside strings. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

/** A value as one JSON line, whoever parts the lines. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value).replace(LINE_ENDS, escaped)}\n`;
}

/** The text of one JSON value on one line, every token as it was: a line end in JSON stands between tokens alone. */
export function onOneLine(json: string): string {
  if (!/[\r\n]/.test(json)) return json;
  return json.trim().replace(/[ \t]*[\r\n]+[ \t\r\n]*/g, ' ');
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
