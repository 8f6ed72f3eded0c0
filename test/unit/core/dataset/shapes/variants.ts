/** A record as some dataset or tool writes it. */
export interface ShapeVariant {
  /** What writes it so. */
  readonly what: string;
  readonly shape: string;
  readonly record: unknown;
  readonly outline: readonly string[];
}
