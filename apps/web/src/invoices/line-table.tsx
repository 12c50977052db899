import type { InvoiceDocument } from '@timetracker/shared';
import { writeAmount } from '../i18n/amount.ts';
import { formatDuration, formatMoney } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import classes from './line-table.module.css';

const SECONDS_PER_MINUTE = 60;

type Line = InvoiceDocument['lines'][number];

const quantity = (line: Line) =>
  line.kind === 'time'
    ? formatDuration(line.minutes * SECONDS_PER_MINUTE)
    : writeAmount(line.quantity_hundredths);

/** An invoice's lines as they are printed. */
export const LineTable = ({ invoice }: { invoice: InvoiceDocument }) => (
  <table className={classes['lines']}>
    <thead>
      <tr>
        <th scope="col">{t('invoices.line.description')}</th>
        <th scope="col" className={classes['number']}>
          {t('invoices.line.quantity')}
        </th>
        <th scope="col" className={classes['number']}>
          {t('invoices.line.price')}
        </th>
        <th scope="col" className={classes['number']}>
          {t('invoices.line.amount')}
        </th>
      </tr>
    </thead>
    <tbody>
      {invoice.lines.map((line, index) => (
        // Lines do not change while they are looked at.
        // oxlint-disable-next-line react/no-array-index-key
        <tr key={index}>
          <td className={classes['description']}>
            <Isolated>{line.description}</Isolated>
          </td>
          <td className={classes['number']}>{quantity(line)}</td>
          <td className={classes['number']}>{formatMoney(line.unit_price_cents, invoice)}</td>
          <td className={classes['number']}>{formatMoney(line.amount_cents, invoice)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
