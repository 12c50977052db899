import type { Project, Workspace } from '@timetracker/shared';
import { parseAmount, writeAmount } from '../i18n/amount.ts';
import { dayOf, timeZone } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { type LineValues, lineProblems, linesOf, rateProblem } from './line-values.ts';

/** A new invoice as its form has it. */
export interface NewInvoiceValues extends Record<string, unknown> {
  client_id: number | null;
  project_id: number | null;
  /** Whether the project's unbilled time goes on it. */
  bills_time: boolean;
  /** Its last day, yyyy-mm-dd. */
  time_until: string;
  lines: LineValues[];
  /** In percent, as it is typed. */
  tax_rate_basis_points: string;
}

export const newInvoice = (
  { tax_rate_basis_points }: Workspace,
  client_id: number | null,
  project: Project | null,
): NewInvoiceValues => ({
  client_id,
  project_id: client_id === null ? null : (project?.id ?? null),
  bills_time: project !== null && project.hourly_rate_cents !== null,
  time_until: dayOf(new Date()),
  lines: [],
  tax_rate_basis_points: writeAmount(tax_rate_basis_points),
});

/** @param decimalsIn how many decimals the amounts of the form's client have */
export const newInvoiceProblems = (decimalsIn: (values: NewInvoiceValues) => number) => ({
  client_id: (chosen: number | null) => (chosen === null ? t('invoices.client_needed') : null),
  time_until: (day: string, { bills_time }: NewInvoiceValues) =>
    bills_time && day === '' ? t('invoices.day_needed') : null,
  lines: lineProblems(decimalsIn),
  tax_rate_basis_points: rateProblem,
});

/**
 * Form values as the API takes them. The day is one of the person's zone.
 * @param decimals of the client's currency
 */
export const asInput = (values: NewInvoiceValues, client_id: number, decimals: number) => ({
  client_id,
  project_id: values.project_id,
  ...(values.bills_time &&
    values.project_id !== null && { time_until: values.time_until, time_zone: timeZone() }),
  lines: linesOf(values.lines, decimals),
  tax_rate_basis_points: parseAmount(values.tax_rate_basis_points) ?? 0,
});
