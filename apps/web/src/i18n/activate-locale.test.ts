import { expect, test } from 'vitest';
import { activateLocale } from './activate-locale.ts';
import { inLanguage, language, locale, timeZone } from './active-locale.ts';
import { firstDayOfWeek } from './first-day-of-week.ts';
import { t } from './index.ts';

const browserZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

test('a person is spoken to as the profile says', async () => {
  await activateLocale({ locale: 'de-AT', time_zone: 'Europe/Vienna' });
  expect([language(), locale(), timeZone()]).toEqual(['de', 'de-AT', 'Europe/Vienna']);
  expect(t('common.duration', { time: '7:30' })).toBe('7:30 h');
});

test.each([null, {}, { locale: null, time_zone: null }])('%o: as the browser has it', async (preferences) => {
  await activateLocale(preferences);
  expect([language(), timeZone()]).toEqual(['en', browserZone]);
});

test('a zone that this browser does not know leaves its own', async () => {
  await activateLocale({ locale: 'en-GB', time_zone: 'Moon/Tranquility' });
  expect(timeZone()).toBe(browserZone);
});

test.each([
  ['de-AT', 'en', 'en-AT'],
  ['en', 'de', 'de-US'],
] as const)('%s in language %s is %s', async (locale, language, expected) => {
  await activateLocale({ locale });
  expect(inLanguage(language)).toBe(expected);
});

test.each([
  ['en-GB', 1],
  ['de', 1],
  ['en-US', 0],
])('in %s weeks begin with day %i', async (locale, day) => {
  await activateLocale({ locale });
  expect(firstDayOfWeek()).toBe(day);
});
