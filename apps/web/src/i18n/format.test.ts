import { beforeEach, describe, expect, test } from 'vitest';
import { activateLocale } from './activate-locale.ts';
import {
  dayOf,
  elapsedTime,
  formatDate,
  formatDateTime,
  formatDay,
  formatDays,
  formatDuration,
  formatMoney,
  formatNumber,
  formatShortDay,
  formatTime,
  locale,
  timeZone,
} from './format.ts';

const british = { locale: 'en-GB', time_zone: 'Europe/London' };
const german = { locale: 'de-DE', time_zone: 'Europe/Berlin' };
const american = { locale: 'en-US', time_zone: 'America/New_York' };
const indian = { locale: 'en-IN', time_zone: 'Asia/Kolkata' };

/** Intl puts spaces that do not break where these tests have plain ones. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

describe('a person’s locale', () => {
  test.each([
    [british, '24 Nov 2026', '14:30', '24 Nov 2026, 14:30', '1,234.5', '€1,234.50'],
    [german, '24.11.2026', '15:30', '24.11.2026, 15:30', '1.234,5', '1.234,50 €'],
    [american, 'Nov 24, 2026', '9:30 AM', 'Nov 24, 2026, 9:30 AM', '1,234.5', '€1,234.50'],
    [indian, '24 Nov 2026', '8:00 pm', '24 Nov 2026, 8:00 pm', '1,234.5', '€1,234.50'],
  ])('%o', async (person, date, time, dateTime, number, money) => {
    await activateLocale(person);
    const moment = '2026-11-24T14:30:00.000Z';
    expect(plain(formatDate(moment))).toBe(date);
    expect(plain(formatTime(new Date(moment)))).toBe(time);
    expect(plain(formatDateTime(moment))).toBe(dateTime);
    expect(plain(formatNumber(1_234.5))).toBe(number);
    expect(plain(formatMoney(123_450))).toBe(money);
    expect({ locale: locale(), time_zone: timeZone() }).toMatchObject({ locale: person.locale });
  });

  test('money is in the named currency', async () => {
    await activateLocale(british);
    expect([formatMoney(99, 'GBP'), formatMoney(-5_000, 'USD')]).toEqual(['£0.99', '-US$50.00']);
  });

  test('money has the decimals of its currency, or those that it is kept with', async () => {
    await activateLocale(british);
    expect(
      [formatMoney(1_236, 'JPY'), formatMoney(1_500, 'KWD'), formatMoney(5_000, 'HUF')].map(plain),
    ).toEqual(['JP¥1,236', 'KWD 1.500', 'HUF 50.00']);
    expect(formatMoney(123_450, { currency: 'JPY', currency_decimals: 2 })).toBe('JP¥1,234.50');
  });
});

test('days in short, and a stretch of them', async () => {
  await activateLocale(british);
  expect(plain(formatShortDay('2026-11-24'))).toBe('Tue 24 Nov');
  expect(plain(formatDays('2026-11-23', '2026-11-29'))).toBe('23 – 29 November 2026');
  await activateLocale(german);
  expect(plain(formatShortDay('2026-11-24'))).toBe('Di., 24. Nov.');
  expect(plain(formatDays('2026-11-30', '2026-12-06'))).toBe('30. November – 6. Dezember 2026');
});

describe('a person’s day', () => {
  test.each([
    [german, '2026-03-28T22:59:59Z', '2026-03-28'],
    [german, '2026-03-28T23:00:00Z', '2026-03-29'],
    [german, '2026-03-29T21:59:59Z', '2026-03-29'],
    [german, '2026-03-29T22:00:00Z', '2026-03-30'],
    [indian, '2026-03-28T18:29:59Z', '2026-03-28'],
    [indian, '2026-03-28T18:30:00Z', '2026-03-29'],
    [american, '2026-03-29T03:59:59Z', '2026-03-28'],
  ])('%o: %s is on %s', async (person, moment, day) => {
    await activateLocale(person);
    expect(dayOf(moment)).toBe(day);
    expect(dayOf(new Date(moment))).toBe(day);
  });

  test('an hour is skipped when the clocks go forward, and comes twice when they go back', async () => {
    await activateLocale(german);
    expect(['2026-03-29T00:59Z', '2026-03-29T01:00Z'].map(formatTime)).toEqual(['01:59', '03:00']);
    expect(['2026-10-25T00:30Z', '2026-10-25T01:30Z'].map(formatTime)).toEqual(['02:30', '02:30']);
  });

  test('a bare day is that day in every zone', async () => {
    await activateLocale(american);
    expect(formatDate('2025-03-29')).toBe('Mar 29, 2025');
    expect(formatDay('2025-03-29')).toBe('Saturday, March 29, 2025');
  });

  test('an instant is named by the day it has there', async () => {
    await activateLocale(american);
    expect(formatDay(new Date('2025-03-29T03:00:00Z'))).toBe('Friday, March 28, 2025');
    await activateLocale(german);
    expect(formatDay('2025-03-29T03:00:00Z')).toBe('Samstag, 29. März 2025');
  });

  test('this year goes without saying', async () => {
    await activateLocale(british);
    const year = new Date().getUTCFullYear();
    expect(formatDay(`${year}-11-24`)).toMatch(/^\w+day,? 24 November$/);
    expect(formatDay(`${year - 1}-11-24`)).toMatch(`24 November ${year - 1}`);
  });
});

describe('durations', () => {
  beforeEach(() => activateLocale(british));

  test.each([
    [0, '0:00 h'],
    [29, '0:00 h'],
    [30, '0:01 h'],
    [27_000, '7:30 h'],
    [3_599, '1:00 h'],
    [4_442_400, '1,234:00 h'],
    [-27_000, '−7:30 h'],
    [-10, '0:00 h'],
  ])('%i seconds are %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  test.each([
    [0, '0:00:00'],
    [999, '0:00:00'],
    [3_723_000, '1:02:03'],
    [360_000_000, '100:00:00'],
    [-5_000, '0:00:00'],
  ])('a clock shows %i ms as %s', (milliseconds, text) => {
    expect(elapsedTime(milliseconds)).toBe(text);
  });
});
