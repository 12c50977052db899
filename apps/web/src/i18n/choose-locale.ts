import { isLanguage, type Language } from './languages.ts';

export interface ChosenLocale {
  /** Whose messages are shown. */
  language: Language;
  /** How dates and numbers are written, BCP 47: always in that language. */
  locale: string;
}

function parse(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}

/**
 * The first wanted locale whose language there are messages for. Where there is none, English, as it is written in the
 * region that was wanted most: text and dates never speak two languages.
 * @param wanted BCP 47 tags, the dearest first; what is no such tag is passed over
 */
export function chooseLocale(wanted: readonly string[]): ChosenLocale {
  const locales = wanted.map(parse).filter((locale) => locale !== undefined);
  for (const locale of locales) {
    if (isLanguage(locale.language)) return { language: locale.language, locale: locale.toString() };
  }
  const region = locales[0]?.maximize().region;
  return { language: 'en', locale: region ? `en-${region}` : 'en' };
}
