import { Group, NativeSelect, Select } from '@mantine/core';
import { trpc } from '../api/trpc.ts';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import { statusOptions } from './invoice-status.tsx';
import { type InvoicesSearch, isInvoiceStatus } from './invoices-search.ts';

interface InvoiceFiltersProps {
  search: InvoicesSearch;
  onSearch: (search: InvoicesSearch) => void;
}

/** Which invoices are listed; the address keeps it. */
export function InvoiceFilters({ search, onSearch }: InvoiceFiltersProps) {
  const clients = trpc.clients.list.useQuery();
  const { status, client_id, ...others } = search;
  const byStatus = status && { status };
  const byClient = client_id !== undefined && { client_id };
  return (
    <Group mb="md" gap="sm" align="flex-end">
      <NativeSelect
        label={fieldLabel('invoice', 'status')}
        data={[{ value: '', label: t('invoices.any_status') }, ...statusOptions()]}
        value={status ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onSearch({ ...others, ...byClient, ...(isInvoiceStatus(value) && { status: value }) })
        }
      />
      <Select<number>
        label={fieldLabel('invoice', 'client_id')}
        placeholder={t('invoices.any_client')}
        data={(clients.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        nothingFoundMessage={t(clients.isSuccess ? 'invoices.no_such_client' : 'invoices.clients_loading')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('invoices.any_client') }}
        value={client_id ?? null}
        onChange={(chosen) =>
          onSearch({ ...others, ...byStatus, ...(chosen !== null && { client_id: chosen }) })
        }
      />
    </Group>
  );
}
