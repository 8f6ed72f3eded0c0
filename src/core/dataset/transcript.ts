/** A way into a JSON value: object keys and array indices, outermost first. */
export type JsonPath = readonly (string | number)[];

/**
 * Where a text came from: the string literal at `path` in the record, and the part of its decoded value that the
 * text is. `start` and `end` count UTF-16 code units of the decoded string, `end` exclusive.
 */
export interface Origin {
  readonly path: JsonPath;
  readonly start: number;
  readonly end: number;
}

export type Role = 'system' | 'user' | 'assistant' | 'tool';

export type SegmentKind = 'text' | 'reasoning' | 'tool-call' | 'tool-result' | 'image' | 'other';

/** One piece of a turn. `text` is what a person reads; for images and unknown blocks it is a short description. */
export interface Segment {
  readonly kind: SegmentKind;
  readonly text: string;
  /** Null when the text was rendered from JSON (tool arguments given as an object) and is in no string literal. */
  readonly origin: Origin | null;
  /** The tool's name, the media type, or the block type as written. */
  readonly label?: string;
  /** Set where the record holds a provider's signature of this very text, which no other text will have. */
  readonly signed?: true;
}

export interface Turn {
  readonly role: Role;
  /** The role as the record wrote it: `human`, `gpt`, `developer`, … */
  readonly speaker: string;
  readonly segments: readonly Segment[];
}

export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** The parameters as JSON text, for reading only. */
  readonly parameters: string;
}

/** Which response of a record: the last assistant turn, or one side of a preference. */
export type ResponseId = 'last' | 'chosen' | 'rejected';

/** An assistant turn under review, with the turns before and after it. */
export interface Response {
  readonly id: ResponseId;
  readonly context: readonly Turn[];
  readonly turn: Turn;
  readonly after: readonly Turn[];
}

/** Something that the record says about its answer, for the curator to see: a verdict, a score, a step's label. */
export interface RecordLabel {
  readonly name: string;
  readonly value: string;
}

/** A record's chat in one normal form. */
export interface Transcript {
  /** Name of the shape that read it, for example `openai-chat`. */
  readonly shape: string;
  /** The record's own id (`id`, `uid`, `custom_id`, …) as text, where it has one. */
  readonly recordId: string | null;
  /** Leading system text; a system turn later in the chat stays a turn. */
  readonly system: readonly Segment[];
  readonly tools: readonly ToolDefinition[];
  /** The whole chat; for a preference record the chosen side's. */
  readonly turns: readonly Turn[];
  /** Absent where the record's shape has none. */
  readonly labels?: readonly RecordLabel[];
  /** Present when the record is a document and no chat: its one response is the document itself. */
  readonly document?: { readonly title: string | null };
  /** Empty when no assistant turn exists; one, or `chosen` and `rejected`. */
  readonly responses: readonly Response[];
}
