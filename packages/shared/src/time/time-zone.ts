import { Temporal } from 'temporal-polyfill';

/** The areas of the IANA database, with those that older names have. */
const AREA =
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US|Canada|Brazil|Chile|Mexico)\//i;

/**
 * A zone's name as the IANA database writes it, whatever its capitals: `Europe/Berlin` for `europe/berlin`. Only `UTC`
 * and names of the form `Area/Location` count. Offsets (`+05:30`) and abbreviations (`IST`, `EST5EDT`) do not: they mean
 * different things to different programs.
 * @returns undefined for what is no such name
 */
export function knownTimeZone(name: string): string | undefined {
  if (name.toUpperCase() !== 'UTC' && !AREA.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}

/**
 * The known zone that a name of another origin means: one that was stored before names were checked, or the zone of a
 * machine. `IST` is what Intl takes it for.
 * @returns `UTC` where nobody knows
 */
export function nearestTimeZone(name: string): string {
  return knownTimeZone(name) ?? knownTimeZone(intlName(name)) ?? 'UTC';
}

function intlName(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
