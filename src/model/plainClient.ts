import * as z from 'zod';
import { ModelError, quote } from './errors.ts';
import { stopped } from './failures.ts';
import type { ModelClient, SharedUsage } from './modelClient.ts';

/** A chat model that takes text and streams text, and knows neither forms of answers nor what they cost. */
export interface PlainModel {
  /** Goes into the log; must not be the name of a priced model. */
  readonly name: string;
  /** Longest prompt, tokens. */
  readonly maxInputTokens: number;
  /** Streams an answer to the messages of a user. */
  send(messages: readonly string[], signal: AbortSignal): Promise<AsyncIterable<string>>;
  countTokens(text: string, signal: AbortSignal): Promise<number>;
}

/** What a failure's code means for the curator; the codes are those of VS Code's `LanguageModelError`. */
const BY_CODE: Readonly<Record<string, (name: string) => ModelError>> = {
  NoPermissions: (name) =>
    new ModelError(
      'forbidden',
      `VS Code was not allowed to use ${name} for Rationale. Ask again and allow it, or choose another model with “Rationale: Choose Model…”.`,
    ),
  Blocked: (name) =>
    new ModelError(
      'rate-limit',
      `${name} is blocked for now, as a rule since a quota is used up. Try again later.`,
    ),
  NotFound: (name) =>
    new ModelError(
      'unknown-model',
      `${name} is no longer there. Choose another with “Rationale: Choose Model…”.`,
    ),
};

/**
 * A client over a model that only speaks plain text. Instructions go first, as a message of their own; answers with a form
 * are asked for as JSON and held against the schema; tokens are the model's own count, and no price is known.
 */
export function createPlainClient(model: PlainModel): ModelClient {
  const ask = async (
    messages: readonly string[],
    onText: (piece: string) => void,
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly usage: SharedUsage }> => {
    const inputTokens = await count(model, messages, signal);
    if (inputTokens > model.maxInputTokens)
      throw new ModelError(
        'too-large',
        `The record is too large for ${model.name}, which takes ${model.maxInputTokens} tokens. Choose a model with a larger context, or rewrite the response by hand.`,
      );
    let text = '';
    await guarded(
      model,
      signal,
      () => text !== '',
      async () => {
        for await (const piece of await model.send(messages, signal)) {
          if (signal.aborted) return;
          text += piece;
          onText(piece);
        }
      },
    );
    if (text.trim() === '')
      throw new ModelError(
        'bad-answer',
        `${model.name} gave an empty answer. Try again, or choose another model.`,
      );
    const outputTokens = await count(model, [text], signal);
    return { text, usage: { inputTokens, outputTokens, storedTokens: 0, reusedTokens: 0 } };
  };

  return {
    answer: async ({ system, user }, onText, signal) => ({
      ...(await ask([system, user], onText, signal)),
      model: model.name,
      responseId: null,
    }),
    answerAs: async ({ system, shared, user }, schema, signal) => {
      const form = `Answer with one JSON value of this schema, and with nothing else:\n${JSON.stringify(z.toJSONSchema(schema))}`;
      const { text, usage } = await ask([`${system}\n\n${form}`, shared, user], () => {}, signal);
      return { value: readAs(schema, text), model: model.name, responseId: null, usage };
    },
    countTokens: ({ system, shared, user }, signal) => count(model, [system, shared, user], signal),
  };
}

async function count(model: PlainModel, texts: readonly string[], signal: AbortSignal): Promise<number> {
  const counts = await guarded(
    model,
    signal,
    () => false,
    () => Promise.all(texts.map((text) => model.countTokens(text, signal))),
  );
  return counts.reduce((sum, tokens) => sum + tokens, 0);
}

/** Waits for `work` no longer than until `signal`, and turns whatever goes wrong into a ModelError. */
async function guarded<T>(
  model: PlainModel,
  signal: AbortSignal,
  began: () => boolean,
  work: () => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw stopped();
  let onAbort = () => {};
  const abandoned = new Promise<never>((_resolve, reject) => {
    // Not left to the model: whatever it waits for, a person who stops is answered at once.
    onAbort = () => reject(stopped());
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work(), abandoned]);
  } catch (error) {
    throw signal.aborted ? stopped() : failureOf(error, model.name, began());
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function failureOf(error: unknown, name: string, began: boolean): ModelError {
  if (error instanceof ModelError) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  const said = quote(error instanceof Error ? error.message : String(error), null);
  const failure =
    known?.(name) ??
    new ModelError(
      began ? 'broken-stream' : 'server',
      began
        ? `${name} broke its answer off, so it was not kept. It said: “${said}” Try again.`
        : `${name} did not answer. It said: “${said}” Try again, or choose another model.`,
    );
  failure.mayBePaid = began;
  return failure;
}

function readAs<T>(schema: z.ZodType<T>, text: string): T {
  // Models that are asked for bare JSON often put it between fences, or a sentence before it.
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  try {
    return schema.parse(JSON.parse(text.slice(from, to + 1)));
  } catch {
    throw new ModelError(
      'bad-answer',
      'The model’s answer does not have the form that was asked for, so it was not kept. Try again, or choose another model.',
    );
  }
}
