const MINUTES_PER_HOUR = 60n;
const HUNDREDTHS = 100n;
const BASIS_POINTS = 10_000n;

/** An invoice comes to at most so many of its currency's smallest unit: far below where numbers stop being exact. */
export const MAX_INVOICE_CENTS = 10_000_000_000_000;

/** What an invoice's line costs depends on this. Whole numbers from 0 on. */
export type BilledLine =
  | { kind: 'item'; quantity_hundredths: number; unit_price_cents: number }
  | { kind: 'time'; minutes: number; unit_price_cents: number };

/** Of whole numbers, since a product of two amounts may be more than a floating-point number can hold exactly. */
const dividedHalfUp = (dividend: bigint, divisor: bigint) => (2n * dividend + divisor) / (2n * divisor);

const exactAmount = (line: BilledLine): bigint =>
  line.kind === 'time'
    ? dividedHalfUp(BigInt(line.minutes) * BigInt(line.unit_price_cents), MINUTES_PER_HOUR)
    : dividedHalfUp(BigInt(line.quantity_hundredths) * BigInt(line.unit_price_cents), HUNDREDTHS);

/** What a line costs in the currency's smallest unit, rounded half up, once. Time has a price an hour, anything else a price a unit. */
export const lineAmount = (line: BilledLine): number => Number(exactAmount(line));

/**
 * An invoice's sums in the currency's smallest unit. The tax is rounded once, half up, on the sum of the lines as they are printed.
 * @param tax_rate_basis_points 1900 is 19 %
 * @returns exact up to MAX_INVOICE_CENTS; whoever stores an invoice refuses more
 */
export function invoiceSums(lines: readonly BilledLine[], tax_rate_basis_points: number) {
  const subtotal = lines.reduce((sum, line) => sum + exactAmount(line), 0n);
  const tax = dividedHalfUp(subtotal * BigInt(tax_rate_basis_points), BASIS_POINTS);
  return { subtotal_cents: Number(subtotal), tax_cents: Number(tax), total_cents: Number(subtotal + tax) };
}
