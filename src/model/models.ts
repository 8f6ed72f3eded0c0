import type { Usage } from '../core/rewrite/proposal.ts';

/** When the prices and abilities below were last compared with the provider's published ones. */
export const MODELS_AS_OF = '2026-10-24';

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

export interface KnownModel {
  readonly id: string;
  readonly title: string;
  readonly price: Price;
  /** The price of a whole request whose prompt has more than `above` tokens. */
  readonly longPrompt?: { readonly above: number; readonly price: Price };
  /** Whether the model takes `output_config.effort`. */
  readonly effort: boolean;
  /** Whether thinking has to be asked for; newer models think by themselves when nothing is said. */
  readonly askForThinking: boolean;
  /** Whether the model takes a temperature; newer ones refuse requests that name one. */
  readonly temperature: boolean;
}

/** Current models first; the order is the one of menus. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  model('claude-opus-5-5', 'Claude Opus 5.5', 4, 20),
  model('claude-sonnet-5-5', 'Claude Sonnet 5.5', 2, 10),
  {
    ...model('claude-haiku-5-5', 'Claude Haiku 5.5', 0.1, 0.5),
    longPrompt: { above: 100_000, price: { input: 0.5, output: 2.5 } },
  },
  model('claude-fable-5-1', 'Claude Fable 5.1', 10, 50),
  model('claude-opus-5', 'Claude Opus 5', 5, 25),
  model('claude-sonnet-5', 'Claude Sonnet 5', 2, 10),
  model('claude-fable-5', 'Claude Fable 5', 10, 50),
  { ...model('claude-opus-4-8', 'Claude Opus 4.8', 5, 25), askForThinking: true },
  { ...model('claude-opus-4-6', 'Claude Opus 4.6', 5, 25), askForThinking: true, temperature: true },
  { ...model('claude-sonnet-4-6', 'Claude Sonnet 4.6', 3, 15), askForThinking: true, temperature: true },
  { ...model('claude-haiku-4-5', 'Claude Haiku 4.5', 1, 5), effort: false, temperature: true },
];

export const DEFAULT_MODEL = 'claude-opus-5-5';

/** The entry of a model, also under its dated name (`…-20251001`); null when the model is not known here. */
export function knownModel(id: string): KnownModel | null {
  const name = id.replace(/-\d{8}$/, '');
  return KNOWN_MODELS.find((known) => known.id === name) ?? null;
}

/** What an answer cost in US dollars, without discounts for caching or batches; null when the price is not known. */
export function costUsd(id: string, usage: Usage): number | null {
  const price = priceOf(id, usage.inputTokens);
  return price === null
    ? null
    : (usage.inputTokens * price.input + usage.outputTokens * price.output) / 1_000_000;
}

/** Storing a part of a prompt costs this share of reading it anew, and finding it stored this. */
const STORING = 1.25;
const REUSING = 0.1;

/** What an answer cost whose prompt was partly stored by the provider; null when the price is not known. */
export function sharedCostUsd(
  id: string,
  usage: Usage & { readonly storedTokens: number; readonly reusedTokens: number },
): number | null {
  const whole = costUsd(id, usage);
  const price = priceOf(id, usage.inputTokens);
  if (whole === null || price === null) return null;
  const difference = usage.storedTokens * (STORING - 1) + usage.reusedTokens * (REUSING - 1);
  return whole + (difference * price.input) / 1_000_000;
}

function priceOf(id: string, inputTokens: number): Price | null {
  const known = knownModel(id);
  if (known === null) return null;
  const { longPrompt } = known;
  return longPrompt !== undefined && inputTokens > longPrompt.above ? longPrompt.price : known.price;
}

function model(id: string, title: string, input: number, output: number): KnownModel {
  return { id, title, price: { input, output }, effort: true, askForThinking: false, temperature: false };
}
