import { type Messages, setupI18n } from '@lingui/core';
import { knownTimeZone, nearestTimeZone } from '@timetracker/shared';
import type { Facts } from './catalog-sentence.ts';
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
  en: () => import('../messages/en.ts'),
  de: () => import('../messages/de.ts'),
};

/** The messages of areas that few people ever open: each is loaded with its page. */
const lateMessages = import.meta.glob<Messages>('../messages/*/late/*.json', { import: 'default' });

/** The messages of the language that is spoken now. */
export const i18n = setupI18n();

/** The device's own zone (IANA). */
export const browserZone = (): string =>
  nearestTimeZone(new Intl.DateTimeFormat().resolvedOptions().timeZone);

interface Current {
  language: Language;
  locale: string;
  time_zone: string;
  sentence: Catalog['catalogSentence'];
}

let current: Current = { ...chooseLocale([]), time_zone: browserZone(), sentence: undefined };

/** The language of the page. */
export const language = (): Language => current.language;

/** How dates and numbers are written (BCP 47). */
export const locale = (): string => current.locale;

/** The zone that times are shown in (IANA). */
export const timeZone = (): string => current.time_zone;

/** The language's own sentence about an activity; undefined where the English one is said. */
export const ownSentence = (facts: Facts): string | undefined => current.sentence?.(facts);

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
  current = { ...chosen, time_zone, sentence: catalogSentence };
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
