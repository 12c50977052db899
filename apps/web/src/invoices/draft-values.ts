import type { InvoiceDocument } from '@timetracker/shared';
import { parseAmount, writeAmount } from '../i18n/amount.ts';
import { formatMoney } from '../i18n/format.ts';
import type { Snapshot } from '../ui/use-versioned-save.ts';
import { amountOf, type LineValues, lineProblems, linesOf, lineValues, rateProblem } from './line-values.ts';

/** A draft as its form has it. */
export interface DraftValues extends Record<string, unknown> {
  lines: LineValues[];
  /** In percent, as it is typed. */
  tax_rate_basis_points: string;
  /** yyyy-mm-dd, or empty. */
  due_date: string;
  notes: string;
}

export const draftSnapshot = (invoice: InvoiceDocument): Snapshot<DraftValues> => ({
  version: invoice.version,
  values: {
    lines: invoice.lines.map(lineValues),
    tax_rate_basis_points: writeAmount(invoice.tax_rate_basis_points),
    due_date: invoice.due_date ?? '',
    notes: invoice.notes,
  },
});

export const draftProblems = { lines: lineProblems, tax_rate_basis_points: rateProblem };

/** Form values as the API takes them; only those that are given. */
export const asInput = ({ lines, tax_rate_basis_points: rate, due_date, notes }: Partial<DraftValues>) => ({
  ...(lines && { lines: linesOf(lines) }),
  ...(rate !== undefined && { tax_rate_basis_points: parseAmount(rate) ?? 0 }),
  ...(due_date !== undefined && { due_date: due_date === '' ? null : due_date }),
  ...(notes !== undefined && { notes }),
});

/**
 * Lines as they are, without time that the other side let go of: it may be on another invoice by now.
 * @param theirs the lines as they are stored
 */
export const withoutReleased = (mine: readonly LineValues[], theirs: readonly LineValues[]): LineValues[] => {
  const held = new Set(theirs.filter(({ kind }) => kind === 'time').map(({ task_id }) => task_id));
  return mine.filter(({ kind, task_id }) => kind === 'item' || held.has(task_id));
};

const shownLine = (currency: string) => (line: LineValues) =>
  `${line.description}: ${formatMoney(amountOf(line) ?? 0, currency)}`;

/** A field's value as people read it. */
export const shownValue = (field: keyof DraftValues, values: DraftValues, currency: string): string =>
  field === 'lines' ? values.lines.map(shownLine(currency)).join('\n') : String(values[field]);
