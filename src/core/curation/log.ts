import type { CurationEntry } from './decision.ts';
import { type ForeignEntry, readEntry } from './decisionSchema.ts';

/** What was wrong with one line of a log, as a sentence for the curator. */
export interface LogProblem {
  /** From 1. */
  readonly line: number;
  readonly kind: 'torn' | 'garbage' | 'conflict-marker' | 'contradicting-duplicate';
  readonly message: string;
}

export interface ParsedLog {
  /** Every entry once, in the order of the file. */
  readonly entries: readonly CurationEntry[];
  /** Entries of later versions, kept so that nothing is lost when they are counted or written elsewhere. */
  readonly foreign: readonly ForeignEntry[];
  readonly problems: readonly LogProblem[];
  /**
   * Where the last whole line ends, UTF-16 units; less than the text's length when the last line is torn. The log is
   * append-only, so nothing after it is deleted: see `needsNewline`.
   */
  readonly repairOffset: number;
  /** True when the text does not end with a line end: the next append starts with one, whether the line is torn or not. */
  readonly needsNewline: boolean;
}

/** One line, ending with a line feed. A response's line separators stay escaped, so one entry is always one line. */
export function formatEntry(entry: CurationEntry): string {
  return `${JSON.stringify(entry).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`;
}

const CONFLICT_MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/;
/** How every entry begins; inside a JSON string the quote would be escaped, so this is never inside a text. */
const ENTRY_START = '{"v":';

/** Reads a log. Never throws: what cannot be read is told in `problems` and the rest stands. */
export function parseLog(text: string): ParsedLog {
  const byId = new Map<string, CurationEntry>();
  const foreign = new Map<string, ForeignEntry>();
  const problems: LogProblem[] = [];
  let repairOffset = text.length;

  const keep = (value: unknown, line: number): boolean => {
    const reading = readEntry(value);
    if (reading.kind === 'invalid') {
      problems.push({ line, kind: 'garbage', message: reading.message });
      return false;
    }
    if (reading.kind === 'foreign') {
      foreign.set(canonical(value), reading.foreign);
      return true;
    }
    const { entry } = reading;
    const known = byId.get(entry.id);
    if (known === undefined) {
      byId.set(entry.id, entry);
      return true;
    }
    const [before, now] = [canonical(known), canonical(entry)];
    if (before !== now) {
      const message = `Two different entries have the id ${entry.id}; one of them is ignored.`;
      problems.push({ line, kind: 'contradicting-duplicate', message });
      // Which of the two stands must not depend on the order in which logs were merged.
      if (now < before) {
        byId.set(entry.id, entry);
      }
    }
    return true;
  };

  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let line = 1; start < text.length; line++) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    const lineText = text.slice(start, end).trim();
    const isLast = lineFeed === -1;
    if (lineText === '') {
      // A blank line says nothing.
    } else if (CONFLICT_MARKER.test(lineText)) {
      problems.push({ line, kind: 'conflict-marker', message: MARKER_MESSAGE });
    } else {
      const value = parseJson(lineText);
      if (value.ok) {
        keep(value.value, line);
      } else {
        // A writer that appended after a torn line without a line end left its entry at the end of that line.
        const tail = parseJson(lineText.slice(Math.max(0, lineText.lastIndexOf(ENTRY_START))));
        const rescued = tail.ok && lineText.lastIndexOf(ENTRY_START) > 0 && keep(tail.value, line);
        const torn = isLast && !rescued;
        problems.push({
          line,
          kind: torn ? 'torn' : 'garbage',
          message: torn ? TORN_MESSAGE : rescued ? RESCUED_MESSAGE : GARBAGE_MESSAGE,
        });
        if (torn) {
          repairOffset = start;
        }
      }
    }
    start = end + 1;
  }

  return {
    entries: [...byId.values()],
    foreign: [...foreign.values()],
    problems,
    repairOffset,
    needsNewline: text.length > 0 && !text.endsWith('\n'),
  };
}

const TORN_MESSAGE =
  'The last line was not written to its end, probably because the program or the disk stopped. It is left out; the rest is whole.';
const RESCUED_MESSAGE = 'The beginning of the line was not written to its end; the entry after it was read.';
const GARBAGE_MESSAGE = 'The line is not JSON and is left out.';
const MARKER_MESSAGE =
  'A merge conflict marker of git is in the log. Both sides were read; the marker lines can be deleted.';

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

/** The same value gives the same text whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}
