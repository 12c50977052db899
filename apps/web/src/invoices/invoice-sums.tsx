import { type BilledLine, invoiceSums } from '@timetracker/shared';
import { formatMoney, formatNumber, type MoneyKind } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import classes from './invoices.module.css';

const HUNDREDTHS = 100;

interface InvoiceSumsProps {
  lines: readonly BilledLine[];
  tax_rate_basis_points: number;
  money: MoneyKind;
}

/** What an invoice comes to, as the API counts it. */
export function InvoiceSums({ lines, tax_rate_basis_points, money }: InvoiceSumsProps) {
  const { subtotal_cents, tax_cents, total_cents } = invoiceSums(lines, tax_rate_basis_points);
  const rate = formatNumber(tax_rate_basis_points / HUNDREDTHS);
  return (
    <dl className={classes['sums']}>
      <Sum label={t('invoices.subtotal')} cents={subtotal_cents} money={money} />
      <Sum label={t('invoices.tax', { rate })} cents={tax_cents} money={money} />
      <Sum isTotal label={t('invoices.total')} cents={total_cents} money={money} />
    </dl>
  );
}

interface SumProps {
  label: string;
  cents: number;
  money: MoneyKind;
  isTotal?: true;
}

const Sum = ({ label, cents, money, isTotal }: SumProps) => (
  <div className={classes['sum']} data-total={isTotal}>
    <dt>{label}</dt>
    <dd className={classes['amount']}>{formatMoney(cents, money)}</dd>
  </div>
);
