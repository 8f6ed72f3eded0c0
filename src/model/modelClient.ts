import type { Usage } from '../core/rewrite/proposal.ts';

export interface ModelRequest {
  /** Instructions; the only text that is not data. */
  readonly system: string;
  /** One user message: delimited data blocks, then what to answer with. */
  readonly user: string;
  readonly model: string;
  readonly maxTokens: number;
  readonly effort: 'low' | 'medium' | 'high' | null;
}

export interface ModelAnswer {
  readonly text: string;
  /** The model as the provider named it. */
  readonly model: string;
  readonly responseId: string | null;
  readonly usage: Usage;
}

/** The one port to a model. */
export interface ModelClient {
  /**
   * Streams an answer; `onText` gets each new piece as it arrives.
   * @throws ModelError for everything that can go wrong, a stop by `signal` included; never a partial answer.
   */
  answer(request: ModelRequest, onText: (piece: string) => void, signal: AbortSignal): Promise<ModelAnswer>;
}

export type ModelFault =
  | 'no-key'
  | 'bad-key'
  | 'forbidden'
  | 'unknown-model'
  | 'too-large'
  | 'rate-limit'
  | 'overload'
  | 'server'
  | 'timeout'
  | 'broken-stream'
  | 'bad-answer'
  | 'refusal'
  | 'cut-off'
  | 'no-network'
  | 'stopped'
  | 'bad-request';
