import { expect, test } from 'vitest';
import { parseClock } from './parse-clock.ts';

test.each([
  ['9', 9, 0],
  ['09', 9, 0],
  ['0930', 9, 30],
  ['930', 9, 30],
  ['9:30', 9, 30],
  ['09:30', 9, 30],
  ['9.30', 9, 30],
  ['9,30', 9, 30],
  ['9 30', 9, 30],
  ['9h', 9, 0],
  ['9h30', 9, 30],
  [' 21:05 ', 21, 5],
  ['2105', 21, 5],
  ['0', 0, 0],
  ['000', 0, 0],
  ['9pm', 21, 0],
  ['9:30 PM', 21, 30],
  ['9:30\u202fAM', 9, 30],
  ['8:00 p.m.', 20, 0],
  ['12 am', 0, 0],
  ['12:15 pm', 12, 15],
  ['24:00', 24, 0],
])('“%s” is %i:%i', (text, hours, minutes) => {
  expect(parseClock(text)).toBe(hours * 60 + minutes);
});

test.each(['', 'noon', '25', '9:60', '24:01', '9:5', '12345', '13 pm', '0 am', '-1', '9:30:00'])(
  '“%s” is no time',
  (text) => {
    expect(parseClock(text)).toBeNull();
  },
);
