import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BilledLine, invoiceSums, lineAmount } from '../catalog/invoice-amounts.ts';
import { currencies, isCurrency } from './currencies.ts';
import { currencyDecimals, rescaled } from './currency-decimals.ts';

test.each([
  ['EUR', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['CLF', 4],
  // Intl has none for these, ISO 4217 two.
  ['HUF', 2],
  ['LBP', 2],
  ['IRR', 2],
  ['ISK', 0],
  ['MGA', 2],
])('%s has %i decimals', (currency, decimals) => {
  expect(isCurrency(currency)).toBe(true);
  expect(currencyDecimals(currency)).toBe(decimals);
});

test('codes are listed once, in order, as three capitals', () => {
  expect(currencies).toEqual([...new Set(currencies)].sort());
  for (const code of currencies) expect(code).toMatch(/^[A-Z]{3}$/);
});

test('a figure is kept as far as the other unit can hold it', () => {
  expect(rescaled(9_550, 2, 0)).toBe(96);
  expect(rescaled(9_549, 2, 0)).toBe(95);
  expect(rescaled(96, 0, 3)).toBe(96_000);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.nat(4), fc.nat(4), (amount, a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      expect(rescaled(rescaled(amount, from, to), to, from)).toBe(amount);
    }),
  );
});

test('what is printed of an invoice adds up, in every currency', () => {
  const price = fc.integer({ min: 0, max: 10_000_000 });
  const line = fc.oneof(
    fc.record({
      kind: fc.constant('item' as const),
      quantity_hundredths: fc.integer({ min: 1, max: 99_999 }),
      unit_price_cents: price,
    }),
    fc.record({ kind: fc.constant('time' as const), minutes: fc.nat(99_999), unit_price_cents: price }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...currencies),
      fc.array(line, { maxLength: 30 }),
      fc.nat(10_000),
      (currency, lines: BilledLine[], rate) => {
        const digits = currencyDecimals(currency);
        const format = new Intl.NumberFormat('en', {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
          useGrouping: false,
        });
        // As it stands on paper, read as whole numbers of the last digit.
        const printed = (amount: number) => BigInt(format.format(amount / 10 ** digits).replace('.', ''));
        const sums = invoiceSums(lines, rate);
        const subtotal = lines.reduce((sum, one) => sum + printed(lineAmount(one)), 0n);
        expect(printed(sums.subtotal_cents)).toBe(subtotal);
        expect(printed(sums.total_cents)).toBe(subtotal + printed(sums.tax_cents));
      },
    ),
  );
});
