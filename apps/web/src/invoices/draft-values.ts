import type { InvoiceDocument } from '@timetracker/shared';
import { parseAmount, writeAmount } from '../i18n/amount.ts';
import { decimalsOf, formatMoney, type MoneyKind } from '../i18n/format.ts';
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
    lines: invoice.lines.map((line) => lineValues(line, invoice.currency_decimals)),
    tax_rate_basis_points: writeAmount(invoice.tax_rate_basis_points),
    due_date: invoice.due_date ?? '',
    notes: invoice.notes,
  },
});

export const draftProblems = ({ currency_decimals }: InvoiceDocument) => ({
  lines: lineProblems<DraftValues>(() => currency_decimals),
  tax_rate_basis_points: rateProblem,
});

/** Form values as the API takes them; only those that are given. @param decimals of the invoice's amounts */
export const asInput = (
  { lines, tax_rate_basis_points: rate, due_date, notes }: Partial<DraftValues>,
  decimals: number,
) => ({
  ...(lines && { lines: linesOf(lines, decimals) }),
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

const shownLine = (money: MoneyKind) => (line: LineValues) =>
  `${line.description}: ${formatMoney(amountOf(line, decimalsOf(money)) ?? 0, money)}`;

/** A field's value as people read it. */
export const shownValue = (field: keyof DraftValues, values: DraftValues, money: MoneyKind): string =>
  field === 'lines' ? values.lines.map(shownLine(money)).join('\n') : String(values[field]);
