import type { Messages } from '@lingui/core';
import { knownTimeZone } from '@timetracker/shared';
import { browserZone, type Facts, i18n, language, setActiveLocale } from './active-locale.ts';
import { chooseLocale } from './choose-locale.ts';
import type { Language } from './languages.ts';

/** What somebody's profile says about how to speak to them; null means as the browser has it. */
export interface Preferences {
  /** BCP 47, as `de-DE`. */
  locale?: string | null;
  /** IANA, as `Europe/Berlin`. */
  time_zone?: string | null;
}

interface Catalog {
  areas: Record<string, Messages>;
  /** How it tells what was done; English has its sentences from the shared catalog. */
  catalogSentence?: (facts: Facts) => string | undefined;
}

/** Each language is a chunk of its own: only one is loaded. */
const catalogs: Record<Language, () => Promise<Catalog>> = {
  en: () => import('./catalogs/en.ts'),
  de: () => import('./catalogs/de.ts'),
};

/** The messages of areas that few people ever open: each is loaded with its page. */
const lateMessages = import.meta.glob<Messages>('../messages/*/late/*.json', { import: 'default' });

/**
 * From here on, texts, dates and times are this person's. What is on the screen already stays as it is, so it comes
 * before the first page, and before the first one after signing in or out.
 * @param preferences of the signed-in person; null before anybody is
 * @throws when the messages could not be loaded
 */
export async function activateLocale(preferences: Preferences | null): Promise<void> {
  const wanted = preferences?.locale ? [preferences.locale] : navigator.languages;
  const chosen = chooseLocale(wanted);
  const { areas, catalogSentence } = await catalogs[chosen.language]();
  for (const messages of Object.values(areas)) i18n.load(chosen.language, messages);
  i18n.activate(chosen.language, chosen.locale);
  const zone = preferences?.time_zone;
  const time_zone = (zone ? knownTimeZone(zone) : undefined) ?? browserZone();
  setActiveLocale({ ...chosen, time_zone, sentence: catalogSentence });
  if (typeof document !== 'undefined') document.documentElement.lang = chosen.locale;
}

/**
 * Learns the messages of a late area in the language that is spoken, before its page shows.
 * @throws when they could not be loaded
 */
export async function loadMessages(area: string): Promise<void> {
  const messages = await lateMessages[`../messages/${language()}/late/${area}.json`]?.();
  if (!messages) throw new Error(`There are no messages ${area} in ${language()}`);
  i18n.load(language(), messages);
}
