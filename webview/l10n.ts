import { setTranslations, type Translations } from '../src/core/text/translate.ts';

// Imported before all else, so that whatever the page's modules say when they load is said in its language.
const page = document.getElementById('app')?.getAttribute('data-l10n');
if (page !== undefined && page !== null && page !== '')
  setTranslations(JSON.parse(page) as Translations, document.documentElement.lang);
