import type { InvoiceDocument } from '@timetracker/shared';
import { formatDate } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { invoiceName } from './invoice-status.tsx';
import { InvoiceSums } from './invoice-sums.tsx';
import { LineTable } from './line-table.tsx';
import classes from './printed-invoice.module.css';

/** An invoice on paper: black on white whatever the colour scheme is. */
export const PrintedInvoice = ({ invoice }: { invoice: InvoiceDocument }) => (
  <article className={classes['sheet']}>
    <header className={classes['head']}>
      <div className={classes['recipient']}>
        <Isolated>{invoice.recipient}</Isolated>
      </div>
      <div className={classes['sender']}>
        <Isolated>{invoice.sender}</Isolated>
      </div>
    </header>
    <h1 className={classes['title']}>
      {invoice.number === null
        ? invoiceName(invoice)
        : t('invoices.invoice_number', { number: invoice.number })}
    </h1>
    {invoice.status === 'cancelled' && <p className={classes['void']}>{t('invoices.is_cancelled')}</p>}
    {invoice.status === 'draft' && <p className={classes['void']}>{t('invoices.is_draft')}</p>}
    <dl className={classes['dates']}>
      <Fact label={t('invoices.issue_date')} day={invoice.issue_date} />
      <Fact label={t('invoices.due_date')} day={invoice.due_date} />
      {invoice.project_name !== null && (
        <div>
          <dt>{t('invoices.project')}</dt>
          <dd>
            <Isolated>{invoice.project_name}</Isolated>
          </dd>
        </div>
      )}
    </dl>
    <LineTable invoice={invoice} />
    <div className={classes['end']}>
      <InvoiceSums
        lines={invoice.lines}
        tax_rate_basis_points={invoice.tax_rate_basis_points}
        money={invoice}
      />
      {invoice.notes && (
        <p className={classes['text']}>
          <Isolated>{invoice.notes}</Isolated>
        </p>
      )}
      {invoice.payment_details && (
        <section className={classes['payment']}>
          <h2 className={classes['subtitle']}>{t('invoices.payment_details')}</h2>
          <p className={classes['text']}>
            <Isolated>{invoice.payment_details}</Isolated>
          </p>
        </section>
      )}
    </div>
  </article>
);

const Fact = ({ label, day }: { label: string; day: string | null }) =>
  day === null ? null : (
    <div>
      <dt>{label}</dt>
      <dd>{formatDate(day)}</dd>
    </div>
  );
