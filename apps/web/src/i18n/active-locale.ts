import { setupI18n } from '@lingui/core';
import { type Action, type EntityType, nearestTimeZone } from '@timetracker/shared';
import { chooseLocale } from './choose-locale.ts';
import type { Language } from './languages.ts';

/** What a sentence speaks of. */
export interface Facts {
  action: Action;
  entity_type: EntityType;
  entity_name: string | null;
  extra_data: Record<string, unknown>;
}

/** The messages of the language that is spoken now. */
export const i18n = setupI18n();

/** The device's own zone (IANA). */
export const browserZone = (): string =>
  nearestTimeZone(new Intl.DateTimeFormat().resolvedOptions().timeZone);

/** How the page speaks: which language, how dates and numbers are written, and in which zone. */
interface ActiveLocale {
  language: Language;
  /** BCP 47. */
  locale: string;
  /** IANA. */
  time_zone: string;
  /** How the language tells what was done; English has its sentences from the shared catalog. */
  sentence: ((facts: Facts) => string | undefined) | undefined;
}

let active: ActiveLocale = { ...chooseLocale([]), time_zone: browserZone(), sentence: undefined };

/** Takes effect for all that is said from now on; see activate-locale.ts, which loads the messages before. */
export function setActiveLocale(next: ActiveLocale): void {
  active = next;
}

/** The language of the page. */
export const language = (): Language => active.language;

/** How dates and numbers are written (BCP 47). */
export const locale = (): string => active.locale;

/** The zone that times are shown in (IANA). */
export const timeZone = (): string => active.time_zone;

/** The language's own sentence about an activity; undefined where the English one is said. */
export const ownSentence = (facts: Facts): string | undefined => active.sentence?.(facts);

/** The present locale in another language: `de-AT` becomes `en-AT`, where weeks and clocks stay what they were. */
export function inLanguage(language: Language): string {
  const { region } = new Intl.Locale(locale()).maximize();
  return region ? `${language}-${region}` : language;
}
