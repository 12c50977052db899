import { describe, expect, test } from 'vitest';
import { timeZone } from '../contracts/user.ts';
import { knownTimeZone, nearestTimeZone } from './time-zone.ts';

describe("a zone's name", () => {
  test('is each that the machine lists', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const isName = zone.includes('/') || zone === 'UTC';
      expect.soft(knownTimeZone(zone), zone).toBe(isName ? zone : undefined);
    }
  });

  test.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['EUROPE/BERLIN', 'Europe/Berlin'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['utc', 'UTC'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['America/Nuuk', 'America/Nuuk'],
  ])('%s is written %s', (name, zone) => {
    expect(timeZone.parse(name)).toBe(zone);
  });

  test.each([
    '+05:30',
    '-08',
    'UTC+5',
    'IST',
    'BST',
    'EST5EDT',
    'PST8PDT',
    'EST',
    'CET',
    'Z',
    'SystemV/PST8',
    'Etc/Unknown',
    'Europe/',
    'Europe/Nowhere',
    'posixrules',
    'localtime',
    ' Europe/Berlin',
    '',
  ])('%j is none', (name) => {
    expect(timeZone.safeParse(name).success).toBe(false);
  });
});

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['EST5EDT', 'America/New_York'],
  ['IST', 'Asia/Calcutta'],
  ['+05:30', 'UTC'],
  ['nowhere', 'UTC'],
])('a stored %s is read as %s', (stored, zone) => {
  expect(nearestTimeZone(stored)).toBe(zone);
});
