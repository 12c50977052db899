import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BilledLine, invoiceSums, lineAmount, MAX_INVOICE_CENTS } from './invoice-amounts.ts';

const unit_price_cents = fc.integer({ min: 0, max: 10_000_000_000 });
const line = fc.oneof(
  fc.record({
    kind: fc.constant('item' as const),
    quantity_hundredths: fc.integer({ min: 1, max: 100_000_000 }),
    unit_price_cents,
  }),
  fc.record({
    kind: fc.constant('time' as const),
    minutes: fc.integer({ min: 0, max: 10_000_000 }),
    unit_price_cents,
  }),
);
const lines = fc.array(line, { maxLength: 200 });
const rate = fc.integer({ min: 0, max: 10_000 });

/** Whether `rounded` is `dividend / divisor` rounded half up: no further than half away, and a half goes up. */
const isHalfUp = (rounded: number, dividend: bigint, divisor: bigint) => {
  const rest = 2n * (dividend - BigInt(rounded) * divisor);
  return -divisor <= rest && rest < divisor;
};

const product = (line: BilledLine): [dividend: bigint, divisor: bigint] =>
  line.kind === 'time'
    ? [BigInt(line.minutes) * BigInt(line.unit_price_cents), 60n]
    : [BigInt(line.quantity_hundredths) * BigInt(line.unit_price_cents), 100n];

describe('an invoice', () => {
  test('rounds each line once, half up, to whole cents', () => {
    fc.assert(
      fc.property(line, (line) => {
        const amount = lineAmount(line);
        fc.pre(amount <= MAX_INVOICE_CENTS);
        expect(Number.isSafeInteger(amount)).toBe(true);
        expect(isHalfUp(amount, ...product(line))).toBe(true);
      }),
    );
  });

  test('adds up what its lines say, and its tax is rounded once, on that sum', () => {
    fc.assert(
      fc.property(lines, rate, (lines, rate) => {
        const { subtotal_cents, tax_cents, total_cents } = invoiceSums(lines, rate);
        fc.pre(total_cents <= MAX_INVOICE_CENTS);
        const sum = lines.reduce((sum, line) => sum + lineAmount(line), 0);
        expect(subtotal_cents).toBe(sum);
        expect(isHalfUp(tax_cents, BigInt(sum) * BigInt(rate), 10_000n)).toBe(true);
        expect(total_cents).toBe(subtotal_cents + tax_cents);
      }),
    );
  });

  test('does not depend on the order of its lines', () => {
    fc.assert(
      fc.property(lines, rate, (lines, rate) => {
        expect(invoiceSums(lines.toReversed(), rate)).toEqual(invoiceSums(lines, rate));
      }),
    );
  });

  test.each<[BilledLine, number]>([
    [{ kind: 'time', minutes: 1, unit_price_cents: 30 }, 1],
    [{ kind: 'time', minutes: 1, unit_price_cents: 29 }, 0],
    [{ kind: 'time', minutes: 90, unit_price_cents: 9_999 }, 14_999],
    [{ kind: 'item', quantity_hundredths: 50, unit_price_cents: 1 }, 1],
    [{ kind: 'item', quantity_hundredths: 49, unit_price_cents: 1 }, 0],
    // 1.005 × 100 is 100.49999… in floating point.
    [{ kind: 'item', quantity_hundredths: 201, unit_price_cents: 50 }, 101],
    [{ kind: 'item', quantity_hundredths: 99_999_999, unit_price_cents: 9_999_999 }, 9_999_998_900_000],
  ])('%j costs %i cents', (line, cents) => expect(lineAmount(line)).toBe(cents));

  test('of a hundredth of a cent of tax has none, of half a cent one', () => {
    const item: BilledLine = { kind: 'item', quantity_hundredths: 100, unit_price_cents: 50 };
    expect(invoiceSums([item], 99).tax_cents).toBe(0);
    expect(invoiceSums([item], 100).tax_cents).toBe(1);
  });

  test('without lines comes to nothing', () => {
    expect(invoiceSums([], 1_900)).toEqual({ subtotal_cents: 0, tax_cents: 0, total_cents: 0 });
  });
});
