import { knownTimeZone, offsetMinutes } from '@timetracker/shared';
import { browserZone } from '../i18n/active-locale.ts';
import { t } from '../i18n/index.ts';

const MINUTES = 60;

/** `UTC+05:45` */
function offsetText(zone: string, now: Date): string {
  const minutes = offsetMinutes(now, zone);
  const parts = [Math.floor(Math.abs(minutes) / MINUTES), Math.abs(minutes) % MINUTES];
  return `UTC${minutes < 0 ? '−' : '+'}${parts.map((part) => String(part).padStart(2, '0')).join(':')}`;
}

/** Browsers list some zones by names that their cities have left behind; they know the others just as well. */
const renamed: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
};

/** Every zone that the browser knows, sorted by name. */
const knownZones = (): string[] => {
  const listed = Intl.supportedValuesOf('timeZone').map((zone) => knownTimeZone(renamed[zone] ?? zone));
  const zones = new Set(['UTC', ...listed.filter((zone) => zone !== undefined)]);
  return [...zones].sort((a, b) => a.localeCompare(b));
};

/** Stands for no choice: as the browser has it. */
export const AS_BROWSER = '';

/** The zones as a choice, with how far each is from UTC now. @param chosen stays in the list though it is not known */
export function zoneOptions(now: Date, chosen: string | null): { value: string; label: string }[] {
  const known = knownZones();
  const zones = chosen === null || known.includes(chosen) ? known : [chosen, ...known];
  return zones.map((zone) => ({
    value: zone,
    label: `${zone.replaceAll('_', ' ')} (${offsetText(zone, now)})`,
  }));
}

/** The same, and first of all the choice of the browser's own. */
export const timeZoneOptions = (now: Date, chosen: string | null): { value: string; label: string }[] => [
  { value: AS_BROWSER, label: t('profile.zone.browser', { zone: browserZone() }) },
  ...zoneOptions(now, chosen),
];
