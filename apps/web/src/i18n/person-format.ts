import { locale, timeZone } from './active-locale.ts';

/**
 * A format in the person's locale and zone, made once for each: Intl's take far longer to make than to use.
 * @returns gives the format for whoever the page speaks to now
 */
export function personFormat<Format>(make: (locale: string, timeZone: string) => Format): () => Format {
  const made = new Map<string, Format>();
  return () => {
    const key = `${locale()} ${timeZone()}`;
    const format = made.get(key) ?? make(locale(), timeZone());
    made.set(key, format);
    return format;
  };
}

/** Dates and times in the person's zone, where the options name no other. */
export const dates = (options: Intl.DateTimeFormatOptions) =>
  personFormat((locale, timeZone) => new Intl.DateTimeFormat(locale, { timeZone, ...options }));

export const numbers = (options: Intl.NumberFormatOptions) =>
  personFormat((locale) => new Intl.NumberFormat(locale, options));
