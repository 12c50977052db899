import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { InvoiceStatus, InvoiceTotal } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { formatMoney } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Query } from '../ui/query.tsx';
import classes from './invoice-totals.module.css';
import type { InvoicesSearch } from './invoices-search.ts';

const shown = ['sent', 'overdue', 'paid'] as const satisfies InvoiceStatus[];

/** What is open, overdue and paid, in each currency; each sum leads to its invoices. */
export function InvoiceTotals({ search }: { search: InvoicesSearch }) {
  const { client_id } = search;
  const totals = trpc.invoice.totals.useQuery(client_id === undefined ? {} : { client_id });
  return (
    <Query
      of={totals}
      what={t('invoices.the_totals')}
      skeleton={<Skeleton height={92} mb="md" />}
      failure={t('invoices.totals_not_loaded')}
    >
      {(totals) => (
        <ul className={classes['tiles']} aria-label={t('invoices.totals')}>
          {shown.map((status) => (
            <Tile
              key={status}
              status={status}
              totals={totals.filter((total) => total.status === status)}
              search={search}
            />
          ))}
        </ul>
      )}
    </Query>
  );
}

interface TileProps {
  status: (typeof shown)[number];
  totals: readonly InvoiceTotal[];
  search: InvoicesSearch;
}

function Tile({ status, totals, search: { status: current, ...others } }: TileProps) {
  const count = totals.reduce((sum, total) => sum + total.count, 0);
  const isChosen = current === status;
  return (
    <li>
      <Link
        to="/invoices"
        search={isChosen ? others : { ...others, status }}
        className={classes['tile']}
        data-status={status}
        data-chosen={isChosen || undefined}
        activeOptions={{ exact: true, includeSearch: true }}
      >
        <span className={classes['label']}>{t(`invoices.total.${status}`)}</span>
        <span className={classes['sums']}>
          {totals.length === 0 && <span className={classes['none']}>{t('invoices.total.none')}</span>}
          {totals.map(({ currency, total_cents }) => (
            <span key={currency}>{formatMoney(total_cents, currency)}</span>
          ))}
        </span>
        <span className={classes['count']}>{t('invoices.count', { count })}</span>
      </Link>
    </li>
  );
}
