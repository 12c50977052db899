import { t } from '../i18n/index.ts';
import { AS_BROWSER } from './time-zone-options.ts';

/** Where dates and numbers are written in their own ways; the product speaks English where it has no such language. */
const tags = [
  'en-GB',
  'en-US',
  'en-AU',
  'en-CA',
  'en-IE',
  'en-IN',
  'en-NZ',
  'en-ZA',
  'de-DE',
  'de-AT',
  'de-CH',
  'cs-CZ',
  'da-DK',
  'es-ES',
  'es-MX',
  'fi-FI',
  'fr-FR',
  'fr-CA',
  'fr-CH',
  'hu-HU',
  'it-IT',
  'it-CH',
  'ja-JP',
  'ko-KR',
  'nb-NO',
  'nl-NL',
  'nl-BE',
  'pl-PL',
  'pt-PT',
  'pt-BR',
  'ro-RO',
  'sk-SK',
  'sl-SI',
  'sv-SE',
  'tr-TR',
  'uk-UA',
  'zh-CN',
];

/** `Deutsch (Österreich)`: in its own language, as those look for it who speak it. */
function nameOf(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** @param chosen stays in the list though it is none of those offered */
export function localeOptions(chosen: string | null): { value: string; label: string }[] {
  const offered = chosen === null || tags.includes(chosen) ? tags : [chosen, ...tags];
  return [
    { value: AS_BROWSER, label: t('profile.locale.browser') },
    ...offered.map((tag) => ({ value: tag, label: nameOf(tag) })),
  ];
}
