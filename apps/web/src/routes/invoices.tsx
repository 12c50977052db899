import { Button, Group } from '@mantine/core';
import { IconPlus, IconSettings } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { InvoiceFilters } from '../invoices/invoice-filters.tsx';
import { InvoiceList } from '../invoices/invoice-list.tsx';
import { InvoiceTotals } from '../invoices/invoice-totals.tsx';
import type { InvoicesSearch } from '../invoices/invoices-search.ts';
import { NewInvoiceModal } from '../invoices/new-invoice-modal.tsx';
import { SenderModal } from '../invoices/sender-modal.tsx';
import { useIsAdmin } from '../session/me.ts';
import { Page } from '../ui/page.tsx';

const route = getRouteApi('/signed-in/invoices');

/** What was billed. Administrators make and send invoices, members look at those of their projects. */
export function Invoices() {
  const { new: isCreating, project_id, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const isAdmin = useIsAdmin();
  const [showsSettings, setShowsSettings] = useState(false);
  const show = (next: InvoicesSearch) => void navigate({ search: next, replace: true, resetScroll: false });
  return (
    <Page
      title={t('shell.nav.invoices')}
      actions={
        isAdmin && (
          <Group gap="sm">
            <Button
              variant="default"
              leftSection={<IconSettings size={18} aria-hidden />}
              onClick={() => setShowsSettings(true)}
            >
              {t('invoices.settings')}
            </Button>
            <Button
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => show({ ...search, new: 1 })}
            >
              {t('palette.new_invoice')}
            </Button>
          </Group>
        )
      }
    >
      <InvoiceTotals search={search} />
      <InvoiceFilters search={search} onSearch={show} />
      <InvoiceList search={search} />
      {isAdmin && (
        <>
          <NewInvoiceModal
            opened={isCreating === 1}
            onClose={() => show(search)}
            client_id={search.client_id}
            project_id={project_id}
          />
          <SenderModal opened={showsSettings} onClose={() => setShowsSettings(false)} />
        </>
      )}
    </Page>
  );
}
