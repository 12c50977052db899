const MINUTES_PER_HOUR = 60;
const HUNDREDTHS = 100;
const BASIS_POINTS = 10_000;

type Billed =
  | { kind: 'item'; quantity_hundredths: number; unit_price_cents: number }
  | { kind: 'time'; minutes: number; unit_price_cents: number };

/** What a line costs in cents, rounded half up, once. Time has a price an hour, anything else a price a unit. */
export const lineAmount = (line: Billed): number =>
  line.kind === 'time'
    ? Math.round((line.minutes * line.unit_price_cents) / MINUTES_PER_HOUR)
    : Math.round((line.quantity_hundredths * line.unit_price_cents) / HUNDREDTHS);

/**
 * An invoice's sums in cents. The tax is rounded once, on the sum of the lines as they are printed.
 * @param tax_rate_basis_points 1900 is 19 %
 */
export function invoiceSums(lines: readonly Billed[], tax_rate_basis_points: number) {
  const subtotal_cents = lines.reduce((sum, line) => sum + lineAmount(line), 0);
  const tax_cents = Math.round((subtotal_cents * tax_rate_basis_points) / BASIS_POINTS);
  return { subtotal_cents, tax_cents, total_cents: subtotal_cents + tax_cents };
}
