import * as vscode from 'vscode';

const PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
const HALF = /[\uD800-\uDFFF]/g;

/**
 * The raw JSON text to put in the place of `old` by a workspace edit. In a document whose text editor is in front, VS
 * Code applies only the characters that differ; where old and new text hold different emoji that share half of their
 * code units, it cuts between the halves and saves replacement characters. Escaped, they mean the same and stay whole.
 */
export function editText(document: vscode.TextDocument, old: string, text: string): string {
  if (vscode.window.activeTextEditor?.document !== document) return text;
  const halves = new Set(old.match(HALF));
  const isAtRisk = text.match(HALF)?.some((half) => halves.has(half)) ?? false;
  return isAtRisk ? text.replace(PAIR, (pair) => pair.split('').map(escaped).join('')) : text;
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
