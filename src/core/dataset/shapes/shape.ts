import type { Transcript } from '../transcript.ts';

/** One way of writing a chat into a record. */
export interface Shape {
  /** Short and stable: it names the shape in settings and in the interface. */
  readonly name: string;
  /** The same for people. */
  readonly title: string;
  /** What a record of it looks like, as abridged JSON: for documents, and for telling shapes apart. */
  readonly example: string;
  /** The surest that it ever is, where that has a limit: it is not asked of a record of which another is as sure. */
  readonly most?: number;
  /** How surely `value` is of this shape: 0 not at all, 1 beyond doubt. Looks at few keys, never at whole texts. */
  recognise(value: unknown): number;
  /** The record as a transcript; null when it is not of this shape after all. Never throws. */
  read(value: unknown): Transcript | null;
  /**
   * The other chats that a record of this shape holds (the paths of a tree, the samples of an answer), the best one,
   * which `read` gives, first. Absent where there is never more than one.
   */
  variants?(value: unknown): readonly Variant[];
}

/** One of the chats in a record that holds several. */
export interface Variant {
  readonly title: string;
  read(): Transcript | null;
}
