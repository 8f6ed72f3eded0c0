import type { ZodType } from 'zod';
import type { Usage } from '../core/rewrite/proposal.ts';

export interface ModelRequest {
  /** Instructions; the only text that is not data. */
  readonly system: string;
  /** One user message: delimited data blocks, then what to answer with. */
  readonly user: string;
  readonly model: string;
  readonly maxTokens: number;
  readonly effort: 'low' | 'medium' | 'high' | null;
  /** Whether the provider shall keep the instructions for the requests that follow within minutes. */
  readonly keepSystem?: boolean;
}

/** Tokens of an answer whose prompt was partly kept by the provider; `inputTokens` counts all of the prompt. */
export interface SharedUsage extends Usage {
  /** Of the input, what was stored for later requests, and what was found stored. */
  readonly storedTokens: number;
  readonly reusedTokens: number;
}

export interface ModelAnswer {
  readonly text: string;
  /** The model as the provider named it. */
  readonly model: string;
  readonly responseId: string | null;
  readonly usage: SharedUsage;
}

/** A request whose answer has a form. */
export interface StructuredRequest extends Omit<ModelRequest, 'system'> {
  /** Instructions. */
  readonly system: string;
  /** Data that is the same in many requests: sent after the instructions, and kept by the provider for minutes. */
  readonly shared: string;
}

export interface StructuredAnswer<T> {
  readonly value: T;
  readonly model: string;
  readonly responseId: string | null;
  readonly usage: SharedUsage;
}

/** The one port to a model. */
export interface ModelClient {
  /**
   * Streams an answer; `onText` gets each new piece as it arrives.
   * @throws ModelError for everything that can go wrong, a stop by `signal` included; never a partial answer.
   */
  answer(request: ModelRequest, onText: (piece: string) => void, signal: AbortSignal): Promise<ModelAnswer>;

  /**
   * An answer in the form of `schema`, whole or not at all, as steady as the model allows (temperature 0 where it takes one).
   * @throws ModelError for everything that can go wrong, an answer of another form and a stop by `signal` included.
   */
  answerAs<T>(
    request: StructuredRequest,
    schema: ZodType<T>,
    signal: AbortSignal,
  ): Promise<StructuredAnswer<T>>;

  /**
   * How many tokens the provider counts in the prompt; what is counted is sent to it.
   * @throws ModelError also where the server cannot count.
   */
  countTokens(request: StructuredRequest, signal: AbortSignal): Promise<number>;
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
  /** What answers under the base URL is not the Messages API, or sends requests on. */
  | 'bad-address'
  | 'bad-request';
