import type { Log } from 'sarif';
import { FAULT_CODES, type FaultCode, type Severity } from '../assess/assessment.ts';

/** One finding at its place in a file. */
export interface PlacedResult {
  readonly code: FaultCode | 'malformed' | 'unrecognised';
  readonly severity: Severity;
  readonly message: string;
  /** As the person named it; relative where they did. */
  readonly file: string;
  /** From 1; null where the file is no lines. */
  readonly line: number | null;
  /** UTF-16 columns of the line from 0, `end` exclusive; null for the whole line. */
  readonly columns: readonly [start: number, end: number] | null;
  /** Stays the same while the text that the finding is about does. */
  readonly fingerprint: string;
}

const RULES: Readonly<Record<PlacedResult['code'], string>> = {
  'unreasoned-refusal': 'Declines without a reason that belongs to this case.',
  'unreasoned-compliance': 'Goes along with something ethically loaded without any deliberation.',
  'verdict-without-why': 'Takes a position on something ethically loaded without saying why.',
  'one-sided': 'Leaves out a party or a consideration that could change the answer.',
  moralizing: 'Lectures or scolds in place of engaging.',
  'rationalized-harm': 'Reasons its way to a harm, a deception or a breach of oversight.',
  'preference-inverted': 'The rejected response reasons better than the chosen one.',
  malformed: 'The line is not JSON.',
  unrecognised: 'The record is JSON of no known shape.',
};

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** A SARIF 2.1.0 log of one run, as JSON text. */
export function sarif(results: readonly PlacedResult[]): string {
  const ids = [...FAULT_CODES, 'malformed', 'unrecognised'] as const;
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Rationale',
            rules: ids.map((id) => ({ id, shortDescription: { text: RULES[id] } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: results.map(({ code, severity, message, file, line, columns, fingerprint }) => ({
          ruleId: code,
          ruleIndex: ids.indexOf(code),
          level: LEVEL[severity],
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: fileUri(file) },
                ...(line === null ? {} : { region: region(line, columns) }),
              },
            },
          ],
          partialFingerprints: { 'rationale/v1': fingerprint },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function region(line: number, columns: PlacedResult['columns']) {
  // An empty region would point at nothing, so it covers at least one column.
  return columns === null
    ? { startLine: line }
    : {
        startLine: line,
        startColumn: columns[0] + 1,
        endLine: line,
        endColumn: Math.max(columns[1], columns[0] + 1) + 1,
      };
}

/** A path as a reference to a file, with what a URI may not hold encoded. */
function fileUri(file: string): string {
  const path = file.replaceAll('\\', '/');
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path)
    ? `file:///${path.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}`
    : encoded;
}
