/** A language's sentences by their English ones, as in `l10n/bundle.l10n.<language>.json`. */
export type Translations = Readonly<Record<string, string>>;

let translations: Translations = {};
let tag = 'en';

/**
 * Sets the language that people are spoken to in; English where it is never called. VS Code fixes its language at the
 * start, so each side of the extension calls this once before anything is said.
 */
export function setTranslations(bundle: Translations, language: string): void {
  translations = bundle;
  tag = language;
}

/** The language of the sentences, as `Intl` takes it. */
export function language(): string {
  return tag;
}

/**
 * A sentence for people in their language, `{0}` and so on replaced by the values in order. The message is a literal,
 * since that is how a test finds it, and is read when it is said and not while modules load.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  const text = Object.hasOwn(translations, message) ? (translations[message] as string) : message;
  return values.length === 0
    ? text
    : text.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}
