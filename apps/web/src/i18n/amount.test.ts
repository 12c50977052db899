import { beforeEach, describe, expect, test } from 'vitest';
import { activateLocale } from './activate-locale.ts';
import { parseAmount, writeAmount } from './amount.ts';

describe.each([
  ['en-GB', '1234.50', '1,234.50', ['1.234,50', '12,50', '12.345', '', '12 50', '-5', 'five']],
  ['de-DE', '1234,50', '1.234,50', ['1,234.50', '12.50', '12,345', '', '12 50', '-5', 'fünf']],
  ['de-CH', '1234.50', '1’234.50', ['1.234,50', '12,50']],
  ['de-AT', '1234,50', '1 234,50', ['12.50']],
])('in %s', (locale, plain, withGroups, refused) => {
  beforeEach(() => activateLocale({ locale, time_zone: 'UTC' }));

  test('an amount is read as it is written', () => {
    expect(writeAmount(123_450)).toBe(plain);
    expect(parseAmount(writeAmount(123_450))).toBe(123_450);
  });

  test('groups of thousands, missing cents and blanks around are no trouble', () => {
    expect(parseAmount(withGroups)).toBe(123_450);
    expect(parseAmount(' 95 ')).toBe(9_500);
    expect(parseAmount(plain.slice(0, -1))).toBe(123_450);
  });

  test.each([
    [0, 1_235, '1235'],
    [3, 1_500, plain.slice(0, 1) + plain.slice(4, 5) + '500'],
    [4, 10_000_000_001, '1000000' + plain.slice(4, 5) + '0001'],
  ])('%i decimals: %i is %s', (decimals, amount, text) => {
    expect(writeAmount(amount, decimals)).toBe(text);
    expect(parseAmount(text, decimals)).toBe(amount);
    expect(parseAmount(`${text}${decimals === 0 ? plain.slice(4) : '5'}`, decimals)).toBeUndefined();
  });

  test.each(refused)('%j is refused', (text) => {
    expect(parseAmount(text)).toBeUndefined();
  });
});
