import { locale } from './active-locale.ts';
import type { Language } from './languages.ts';

/** The present locale in another language: `de-AT` becomes `en-AT`, where weeks and clocks stay what they were. */
export function inLanguage(language: Language): string {
  const { region } = new Intl.Locale(locale()).maximize();
  return region ? `${language}-${region}` : language;
}
