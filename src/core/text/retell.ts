import { t } from './translate.ts';

/**
 * Marks a sentence that is kept in English, in a summary, a cache or a log, and told in the reader's language when it is
 * shown. `{0}` and so on stand for what it quotes.
 */
export function template(message: string): string {
  return message;
}

interface Pattern {
  readonly message: string;
  readonly pattern: RegExp;
}

/** Sentences and clauses that may be told again. A sentence's values may themselves be made of the clauses. */
export interface Retelling {
  readonly sentences: readonly Pattern[];
  readonly clauses: readonly Pattern[];
}

export function retelling(sentences: readonly string[], clauses: readonly string[] = []): Retelling {
  return { sentences: sentences.map(patternOf), clauses: clauses.map(patternOf) };
}

/** An English sentence in the reader's language, by the first template that it fits; else as it is. */
export function retell({ sentences, clauses }: Retelling, text: string): string {
  const whole = told(sentences, text, (value) => told(clauses, value, (inner) => inner) ?? value);
  return whole ?? text;
}

function told(patterns: readonly Pattern[], text: string, value: (text: string) => string): string | null {
  for (const { message, pattern } of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return t(message, ...match.slice(1).map((part) => value(part ?? '')));
  }
  return null;
}

function patternOf(message: string): Pattern {
  const source = message
    .split(/\{\d+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(.*?)');
  return { message, pattern: new RegExp(`^${source}$`, 's') };
}
