/**
 * What the panel itself remembers between hidings and reloads: the layout, and per record what was folded and where
 * the transcript was scrolled to. Everything else is the host's.
 */
export interface RecordMemory {
  /** Fold key to open or not, where the reader chose. */
  readonly folds: Readonly<Record<string, boolean>>;
  /** The reader's last "expand all" or "fold all" on this record. */
  readonly all: boolean | null;
  /** Pixels the transcript was scrolled down; null before it was scrolled. */
  readonly scroll: number | null;
}

export interface Memory {
  /** Share of the width that the transcript takes, 0.25 to 0.8. */
  readonly split: number;
  /** Share of the height that an open rewrite area takes, 0.15 to 0.75. */
  readonly rewrite: number;
  /** Whether the findings and passages beside the transcript are shown. */
  readonly side: boolean;
  /** By record key, least recently visited first. */
  readonly records: ReadonlyMap<string, RecordMemory>;
}

export const SPLIT_RANGE = { min: 0.25, max: 0.8, initial: 0.6 } as const;
export const REWRITE_RANGE = { min: 0.15, max: 0.75, initial: 0.42 } as const;
const RECORDS_REMEMBERED = 100;

export const EMPTY_RECORD: RecordMemory = { folds: {}, all: null, scroll: null };

export const INITIAL_MEMORY: Memory = {
  split: SPLIT_RANGE.initial,
  rewrite: REWRITE_RANGE.initial,
  side: true,
  records: new Map(),
};

export function clampTo(range: { readonly min: number; readonly max: number }, value: number): number {
  return Math.min(range.max, Math.max(range.min, value));
}

/** Changes what is remembered of one record and makes it the most recent; the oldest beyond the limit are dropped. */
export function rememberRecord(memory: Memory, key: string, change: Partial<RecordMemory>): Memory {
  const records = new Map(memory.records);
  const before = records.get(key) ?? EMPTY_RECORD;
  records.delete(key);
  records.set(key, { ...before, ...change });
  for (const oldest of records.keys()) {
    if (records.size <= RECORDS_REMEMBERED) break;
    records.delete(oldest);
  }
  return { ...memory, records };
}

/** The memory as plain JSON for `vscode.setState`. */
export function freezeMemory(memory: Memory): unknown {
  const { split, rewrite, side, records } = memory;
  return { split, rewrite, side, records: [...records] };
}

/** Reads what `freezeMemory` wrote; anything of another form, such as an older version's, counts as nothing. */
export function thawMemory(value: unknown): Memory {
  if (!isObject(value)) return INITIAL_MEMORY;
  const { split, rewrite, side, records } = value;
  return {
    split: typeof split === 'number' ? clampTo(SPLIT_RANGE, split) : SPLIT_RANGE.initial,
    rewrite: typeof rewrite === 'number' ? clampTo(REWRITE_RANGE, rewrite) : REWRITE_RANGE.initial,
    side: side !== false,
    records: new Map(Array.isArray(records) ? records.flatMap(thawRecord) : []),
  };
}

function thawRecord(entry: unknown): readonly (readonly [string, RecordMemory])[] {
  if (!Array.isArray(entry)) return [];
  const [key, value]: readonly unknown[] = entry;
  if (typeof key !== 'string' || !isObject(value)) return [];
  const { folds, all, scroll } = value;
  const kept = isObject(folds) ? Object.entries(folds).filter(isFold) : [];
  return [
    [
      key,
      {
        folds: Object.fromEntries(kept),
        all: typeof all === 'boolean' ? all : null,
        scroll: typeof scroll === 'number' ? scroll : null,
      },
    ],
  ];
}

function isFold(entry: [string, unknown]): entry is [string, boolean] {
  return typeof entry[1] === 'boolean';
}

function isObject(
  value: unknown,
): value is { readonly [K in string]?: unknown } & Record<MemoryKey, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type MemoryKey = 'split' | 'rewrite' | 'side' | 'records' | 'folds' | 'all' | 'scroll';
