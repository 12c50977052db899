import { t } from '../i18n/index.ts';

// In this order: each calls itself by the names of those before it as well.
const browsers: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const nameIn = (names: readonly [RegExp, string][], user_agent: string) =>
  names.find(([pattern]) => pattern.test(user_agent))?.[1];

/** `Firefox on Windows`, as far as a browser says what it is. */
export function deviceName(user_agent: string): string {
  const browser = nameIn(browsers, user_agent);
  const system = nameIn(systems, user_agent);
  if (browser && system) return t('access.device', { browser, system });
  return browser ?? system ?? t('access.unknown_device');
}
