import { currencies } from '@timetracker/shared';
import { personFormat } from './person-format.ts';

const names = personFormat((locale) => new Intl.DisplayNames(locale, { type: 'currency' }));

/** The currencies of the world (ISO 4217) as a choice: `EUR – Euro`, by their names in the page's language. */
export const currencyOptions = (): { value: string; label: string }[] =>
  currencies.map((code) => ({ value: code, label: `${code} – ${names().of(code)}` }));
