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
  { ...model('claude-opus-4-6', 'Claude Opus 4.6', 5, 25), askForThinking: true },
  { ...model('claude-sonnet-4-6', 'Claude Sonnet 4.6', 3, 15), askForThinking: true },
  { ...model('claude-haiku-4-5', 'Claude Haiku 4.5', 1, 5), effort: false },
];

export const DEFAULT_MODEL = 'claude-opus-5-5';

/** The entry of a model, also under its dated name (`…-20251001`); null when the model is not known here. */
export function knownModel(id: string): KnownModel | null {
  const name = id.replace(/-\d{8}$/, '');
  return KNOWN_MODELS.find((known) => known.id === name) ?? null;
}

/** What an answer cost in US dollars, without discounts for caching or batches; null when the price is not known. */
export function costUsd(id: string, usage: Usage): number | null {
  const known = knownModel(id);
  if (known === null) {
    return null;
  }
  const { longPrompt } = known;
  const price =
    longPrompt !== undefined && usage.inputTokens > longPrompt.above ? longPrompt.price : known.price;
  return (usage.inputTokens * price.input + usage.outputTokens * price.output) / 1_000_000;
}

function model(id: string, title: string, input: number, output: number): KnownModel {
  return { id, title, price: { input, output }, effort: true, askForThinking: false };
}
