import { Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { EntityFeed } from '../activity/list/scoped-feed.tsx';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { DraftPanel } from '../invoices/draft-panel.tsx';
import { InvoiceActions } from '../invoices/invoice-actions.tsx';
import { InvoiceFacts } from '../invoices/invoice-facts.tsx';
import { invoiceName } from '../invoices/invoice-status.tsx';
import { SentInvoice } from '../invoices/sent-invoice.tsx';
import { useIsAdmin } from '../session/me.ts';
import { BackLink } from '../ui/back-link.tsx';
import { Gone, isNotFound } from '../ui/gone.tsx';
import { Page } from '../ui/page.tsx';
import { Query } from '../ui/query.tsx';
import { Section } from '../ui/section.tsx';

const route = getRouteApi('/signed-in/invoices/$invoiceId');

/** One invoice: a draft to work on, or what was sent, and what became of it. */
export function Invoice() {
  const { invoiceId: id } = route.useParams();
  const navigate = route.useNavigate();
  const isAdmin = useIsAdmin();
  const asked = trpc.invoice.get.useQuery({ id });
  const { data: invoice, error } = asked;
  if (isNotFound(error))
    return (
      <Gone
        title={t('invoices.gone')}
        why={t('invoices.gone_why')}
        to="/invoices"
        label={t('invoices.to_all')}
      />
    );
  return (
    <Page
      key={id}
      title={invoice ? invoiceName(invoice) : t('invoices.invoice')}
      above={<BackLink to="/invoices" label={t('shell.nav.invoices')} />}
      actions={
        invoice && (
          <InvoiceActions
            invoice={invoice}
            mayChange={isAdmin}
            onDeleted={() => void navigate({ to: '/invoices', search: {} })}
          />
        )
      }
    >
      <Query
        of={asked}
        what={t('invoices.the_invoice')}
        skeleton={400}
        failure={t('invoices.one_not_loaded')}
      >
        {(invoice) => (
          <>
            <InvoiceFacts invoice={invoice} />
            <Stack>
              {isAdmin && invoice.status === 'draft' ? (
                <DraftPanel invoice={invoice} />
              ) : (
                <SentInvoice invoice={invoice} />
              )}
              <Section title={t('invoices.history')}>
                <EntityFeed entity_type="invoice" entity_id={id} />
              </Section>
            </Stack>
          </>
        )}
      </Query>
    </Page>
  );
}
