import { Anchor, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import type { Client } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { InvoiceTable } from '../invoices/invoice-table.tsx';
import { useIsAdmin } from '../session/me.ts';
import { Query } from '../ui/query.tsx';
import { Section } from '../ui/section.tsx';

const SHOWN = 10;

/** What a client was billed lately. */
export function ClientInvoices({ client: { id } }: { client: Client }) {
  const isAdmin = useIsAdmin();
  const { history } = useRouter();
  return (
    <Section
      title={t('clients.invoices')}
      actions={
        isAdmin && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => history.push(`/invoices?new=1&client_id=${id}`)}
          >
            {t('clients.new_invoice')}
          </Button>
        )
      }
    >
      <Invoices client_id={id} />
    </Section>
  );
}

function Invoices({ client_id }: { client_id: number }) {
  const invoices = trpc.invoice.list.useQuery({ client_id, limit: SHOWN });
  return (
    <Query
      of={invoices}
      what={t('clients.its_invoices')}
      skeleton={120}
      failure={t('clients.invoices_not_loaded')}
      empty={t('clients.no_invoices')}
    >
      {(invoices) => (
        <>
          <InvoiceTable invoices={invoices} withClient={false} />
          {invoices.length === SHOWN && (
            <Anchor
              size="sm"
              renderRoot={(props) => <Link {...props} to="/invoices" search={{ client_id }} />}
            >
              {t('clients.all_invoices')}
            </Anchor>
          )}
        </>
      )}
    </Query>
  );
}
