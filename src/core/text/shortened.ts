/** A text on one line, cut to `most` characters, for titles. */
export function shortened(text: string, most = 80): string {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  return oneLine.length <= most ? oneLine : `${oneLine.slice(0, most - 1)}…`;
}
