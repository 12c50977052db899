import { Stack, Text } from '@mantine/core';
import type { InvoiceDocument } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Isolated } from '../ui/isolated.tsx';
import { Section } from '../ui/section.tsx';
import { InvoiceSums } from './invoice-sums.tsx';
import classes from './invoices.module.css';
import { LineTable } from './line-table.tsx';

/** An invoice to read: one that was sent, or a draft that somebody may not change. */
export const SentInvoice = ({ invoice }: { invoice: InvoiceDocument }) => (
  <Section title={t('invoices.lines')}>
    <Stack>
      {invoice.lines.length === 0 ? (
        <Empty title={t('invoices.no_lines_yet')} />
      ) : (
        <LineTable invoice={invoice} />
      )}
      <InvoiceSums
        lines={invoice.lines}
        tax_rate_basis_points={invoice.tax_rate_basis_points}
        money={invoice}
      />
      {invoice.notes && (
        <Text size="sm" className={classes['text'] ?? ''}>
          <Isolated>{invoice.notes}</Isolated>
        </Text>
      )}
      <div className={classes['parties']}>
        <Party title={t('invoices.from')} text={invoice.sender} />
        <Party title={t('invoices.to')} text={invoice.recipient} />
        <Party title={t('invoices.payment_details')} text={invoice.payment_details} />
      </div>
    </Stack>
  </Section>
);

const Party = ({ title, text }: { title: string; text: string }) =>
  text === '' ? null : (
    <div>
      <div className={classes['label']}>{title}</div>
      <Text size="sm" className={classes['text'] ?? ''}>
        <Isolated>{text}</Isolated>
      </Text>
    </div>
  );
