/**
 * JSON on one line, as a dataset in JSON Lines holds it. Only line breaks and what indents the line after them go: in
 * JSON they stand between values and never inside a string. Every other byte stays, big integers and escapes too.
 */
export function asLine(json: string): string {
  return json.replace(/[\r\n][ \t\r\n]*/g, '').trim();
}
