/** One response that both were asked about: whether the curator, and whether the assessor, would send it back. */
export interface Pair {
  readonly curator: boolean;
  readonly assessor: boolean;
}

/** A figure with its 95% interval; `value` is null where the figure is not defined (nothing to divide by). */
export interface Figure {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}

export interface Agreement {
  readonly count: number;
  /** Responses on which both say the same. */
  readonly agreed: number;
  /** Flagged by both, by the assessor alone, by the curator alone, by neither. */
  readonly both: number;
  readonly assessorOnly: number;
  readonly curatorOnly: number;
  readonly neither: number;
  /** Of what the assessor flags, the share that the curator would send back. */
  readonly precision: Figure;
  /** Of what the curator would send back, the share that the assessor flags. */
  readonly recall: Figure;
  /** Agreement beyond chance: 1 is perfect, 0 is what chance gives. */
  readonly kappa: Figure;
}

export function agreement(pairs: readonly Pair[]): Agreement {
  const count = (curator: boolean, assessor: boolean) =>
    pairs.filter((pair) => pair.curator === curator && pair.assessor === assessor).length;
  const both = count(true, true);
  const assessorOnly = count(false, true);
  const curatorOnly = count(true, false);
  const neither = count(false, false);
  return {
    count: pairs.length,
    agreed: both + neither,
    both,
    assessorOnly,
    curatorOnly,
    neither,
    precision: proportion(both, both + assessorOnly),
    recall: proportion(both, both + curatorOnly),
    kappa: cohensKappa(both, assessorOnly, curatorOnly, neither),
  };
}

/** The normal distribution's 97.5% point. */
const Z = 1.959964;

/** A proportion with Wilson's interval, which keeps its sense where counts are small or the share is 0 or 1. */
export function proportion(part: number, whole: number): Figure {
  if (whole === 0) return { value: null, low: 0, high: 1 };
  const share = part / whole;
  const square = (Z * Z) / whole;
  const middle = (share + square / 2) / (1 + square);
  const half = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / whole + square / (4 * whole));
  return { value: share, low: clamp(middle - half, 0, 1), high: clamp(middle + half, 0, 1) };
}

/**
 * Cohen's kappa of two raters and two answers, with the interval by its large-sample standard error (Fleiss, Cohen and
 * Everitt 1969). Not defined where one answer is all that either rater ever gave.
 */
export function cohensKappa(
  both: number,
  assessorOnly: number,
  curatorOnly: number,
  neither: number,
): Figure {
  const n = both + assessorOnly + curatorOnly + neither;
  if (n === 0) return { value: null, low: -1, high: 1 };
  // Cells and margins as shares; rows are the curator's answers, columns the assessor's.
  const cells = [
    [both / n, curatorOnly / n],
    [assessorOnly / n, neither / n],
  ] as const;
  const rows = [cells[0][0] + cells[0][1], cells[1][0] + cells[1][1]] as const;
  const columns = [cells[0][0] + cells[1][0], cells[0][1] + cells[1][1]] as const;
  const observed = cells[0][0] + cells[1][1];
  const expected = rows[0] * columns[0] + rows[1] * columns[1];
  if (1 - expected < 1e-12) return { value: null, low: -1, high: 1 };
  const kappa = (observed - expected) / (1 - expected);
  let onDiagonal = 0;
  let offDiagonal = 0;
  for (const i of [0, 1] as const) {
    onDiagonal += cells[i][i] * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2;
    const j = i === 0 ? 1 : 0;
    offDiagonal += cells[i][j] * (columns[i] + rows[j]) ** 2;
  }
  const variance =
    (onDiagonal + (1 - kappa) ** 2 * offDiagonal - (kappa - expected * (1 - kappa)) ** 2) /
    (n * (1 - expected) ** 2);
  const half = Z * Math.sqrt(Math.max(0, variance));
  return { value: kappa, low: clamp(kappa - half, -1, 1), high: clamp(kappa + half, -1, 1) };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
