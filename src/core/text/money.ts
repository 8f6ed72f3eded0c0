import { t } from './translate.ts';

/** US dollars as people read them; what rounds to nothing is said to be small, not nothing. */
export function dollars(value: number): string {
  return value > 0 && value < 0.01 ? t('less than {0}', '$0.01') : `$${value.toFixed(2)}`;
}

/** What was paid as far as prices are known, with how many answers have none. @param unpriced answers of unknown price. */
export function paidWords(usd: number, unpriced: number): string {
  if (unpriced === 0) return dollars(usd);
  return usd === 0
    ? t('price unknown')
    : unpriced === 1
      ? t('{0} and 1 answer of unknown price', dollars(usd))
      : t('{0} and {1} answers of unknown price', dollars(usd), unpriced);
}
