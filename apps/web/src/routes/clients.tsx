import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { ClientList } from '../clients/client-list.tsx';
import type { ClientsSearch } from '../clients/clients-search.ts';
import { NewClientModal } from '../clients/new-client-modal.tsx';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { SearchInput } from '../ui/found.tsx';
import { Page } from '../ui/page.tsx';

const route = getRouteApi('/signed-in/clients');

/** Whom one works for. Administrators keep them, members know those of their projects. */
export function Clients() {
  const { q = '', new: isCreating } = route.useSearch();
  const navigate = route.useNavigate();
  const isAdmin = useIsAdmin();
  const show = (search: ClientsSearch) => void navigate({ search, replace: true });
  const kept = q === '' ? {} : { q };
  return (
    <Page
      title={t('clients.title')}
      actions={
        isAdmin && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => show({ ...kept, new: 1 })}>
            {t('clients.new')}
          </Button>
        )
      }
    >
      <SearchInput
        label={t('clients.find')}
        value={q}
        onChange={(text) => show(text === '' ? {} : { q: text })}
      />
      <ClientList search={q} />
      {isAdmin && <NewClientModal opened={isCreating === 1} onClose={() => show(kept)} />}
    </Page>
  );
}
