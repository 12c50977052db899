import { tzOffset } from '@date-fns/tz';
import { t } from '../i18n/index.ts';

const MINUTES = 60;

/** `UTC+05:45` */
function offsetText(zone: string, now: Date): string {
  const minutes = tzOffset(zone, now);
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

const knownZones = () =>
  [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone').map((zone) => renamed[zone] ?? zone)])].sort(
    (a, b) => a.localeCompare(b),
  );

/** The browser's own zone (IANA). */
export const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Stands for no choice: as the browser has it. */
export const AS_BROWSER = '';

/**
 * Every zone that the browser knows, with how far it is from UTC now.
 * @param chosen stays in the list though this browser does not know it
 */
export function timeZoneOptions(now: Date, chosen: string | null): { value: string; label: string }[] {
  const known = knownZones();
  const zones = chosen === null || known.includes(chosen) ? known : [chosen, ...known];
  return [
    { value: AS_BROWSER, label: t('profile.zone.browser', { zone: browserZone() }) },
    ...zones.map((zone) => ({
      value: zone,
      label: `${zone.replaceAll('_', ' ')} (${offsetText(zone, now)})`,
    })),
  ];
}
