/** The line of `.gitattributes` by which git takes both sides of a curation log instead of asking which one. */
export const MERGE_LINE = '*.curation.jsonl merge=union';

/** Whether a `.gitattributes` says already how curation logs merge, in this way or another. */
export function saysHowLogsMerge(attributes: string): boolean {
  return attributes
    .split(/\r?\n/)
    .some((line) => /^\s*[^#\s]*\.curation\.jsonl\s(?:.*\s)?-?!?merge(?:[=\s]|$)/.test(line));
}

/** The attributes with the line at their end; everything that was there stays as it was. */
export function withMergeLine(attributes: string): string {
  const lineEnd = attributes.includes('\r\n') ? '\r\n' : '\n';
  const between = attributes === '' || attributes.endsWith('\n') ? '' : lineEnd;
  return `${attributes}${between}${MERGE_LINE}${lineEnd}`;
}
