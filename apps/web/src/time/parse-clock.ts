const HOURS = 24;
const MINUTES = 60;
const NOON = 12;

// Hours and minutes apart (9:30, 9.30, 9h30, 9 30), together (930, 0930), or hours alone (9, 9h); then perhaps am or pm.
const CLOCK =
  /^(?:(?<hours>\d{1,2})(?:\s*[:.,h]\s*|\s+)(?<minutes>\d{2})|(?<joined>\d{3,4})|(?<alone>\d{1,2})\s*h?)\s*(?<half>[ap]\.?\s?m?\.?)?$/i;

/** Hours of a clock of twelve: 12 am is midnight, 12 pm noon. */
function fullHours(hours: number, half: string | undefined): number {
  if (half === undefined) return hours;
  if (hours < 1 || hours > NOON) return Number.NaN;
  return (hours % NOON) + (/^p/i.test(half) ? NOON : 0);
}

/**
 * Reads a time of day as people type it: `9`, `9:30`, `0930`, `930`, `9.30`, `9 30`, `9h`, `9:30 pm`, `24:00`.
 * @returns minutes since midnight, 24:00 being 1440; null where it is no such time
 */
export function parseClock(text: string): number | null {
  const found = CLOCK.exec(text.trim().normalize('NFKC'))?.groups;
  if (!found) return null;
  const joined = found['joined']?.padStart(4, '0');
  const hours = fullHours(
    Number(found['hours'] ?? found['alone'] ?? joined?.slice(0, 2)),
    found['half'] || undefined,
  );
  const minutes = Number(found['minutes'] ?? joined?.slice(2) ?? 0);
  const isTime = hours < HOURS && minutes < MINUTES;
  const isMidnight = hours === HOURS && minutes === 0;
  return isTime || isMidnight ? hours * MINUTES + minutes : null;
}
