import type { Workspace } from '@timetracker/shared';
import { parseAmount, writeAmount } from '../i18n/amount.ts';
import { t } from '../i18n/index.ts';
import { rateProblem } from './line-values.ts';

type TypedFields = 'tax_rate_basis_points' | 'payment_days';

/** The settings of invoices as their form has them: numbers as they are typed. */
export type SenderValues = Omit<Workspace, TypedFields> &
  Record<TypedFields, string> &
  Record<string, unknown>;

export const senderValues = (workspace: Workspace): SenderValues => ({
  ...workspace,
  tax_rate_basis_points: writeAmount(workspace.tax_rate_basis_points),
  payment_days: String(workspace.payment_days),
});

const LONGEST_DAYS = 365;

const daysProblem = (typed: string) =>
  /^\d{1,3}$/.test(typed.trim()) && Number(typed) <= LONGEST_DAYS ? null : t('invoices.days_expected');

export const senderProblems = { tax_rate_basis_points: rateProblem, payment_days: daysProblem };

/** Form values as the API takes them; only those that are given. */
export const asInput = ({
  tax_rate_basis_points: rate,
  payment_days: days,
  ...texts
}: Partial<SenderValues>) => ({
  ...texts,
  ...(rate !== undefined && { tax_rate_basis_points: parseAmount(rate) ?? 0 }),
  ...(days !== undefined && { payment_days: Number(days) }),
});
