import type { StoredInvoiceLine } from '@timetracker/db';
import { type InvoiceLine, invalid, invoiceSums, MAX_INVOICE_CENTS } from '@timetracker/shared';

/**
 * Lines and what follows from them, as an invoice keeps them.
 * @param currency_decimals of the invoice's amounts
 * @throws {AppError} invalid beyond MAX_INVOICE_CENTS
 */
export function withSums(
  lines: StoredInvoiceLine[],
  { tax_rate_basis_points, currency_decimals }: { tax_rate_basis_points: number; currency_decimals: number },
) {
  const sums = invoiceSums(lines, tax_rate_basis_points);
  if (sums.total_cents > MAX_INVOICE_CENTS)
    throw invalid('lines', `must come to at most ${MAX_INVOICE_CENTS / 10 ** currency_decimals} with tax`);
  return { lines, line_count: lines.length, tax_rate_basis_points, ...sums };
}

/** The free lines of a new invoice: its time comes from what was recorded. @throws {AppError} invalid */
export const freeLines = (lines: readonly InvoiceLine[]): StoredInvoiceLine[] =>
  lines.map((line, index) => {
    if (line.kind === 'item') return line;
    throw invalid(`lines.${index}.kind`, 'must be item; give project_id and time_until to bill time');
  });

/**
 * Changed lines against those there were. Time lines speak of entries that the invoice holds: they may be re-worded,
 * re-priced, moved and left out, not invented.
 * @returns the lines to keep, and the entries of those left out, which can be billed again
 * @throws {AppError} invalid naming the line
 */
export function changedLines(before: readonly StoredInvoiceLine[], after: readonly InvoiceLine[]) {
  const known = new Map(before.flatMap((line) => (line.kind === 'time' ? [[line.task_id, line]] : [])));
  const lines = after.map((line, index): StoredInvoiceLine => {
    if (line.kind === 'item') return line;
    const old = known.get(line.task_id);
    if (old?.minutes !== line.minutes)
      throw invalid(`lines.${index}.minutes`, 'must be the recorded time; add a free line for anything else');
    known.delete(line.task_id);
    return { ...line, entry_ids: old.entry_ids };
  });
  return { lines, released_ids: [...known.values()].flatMap((line) => line.entry_ids) };
}
