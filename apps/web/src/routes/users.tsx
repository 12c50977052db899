import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import { Page } from '../ui/page.tsx';
import { NewUserModal } from '../users/new-user-modal.tsx';
import { UserList } from '../users/user-list.tsx';

const route = getRouteApi('/signed-in/administration/users');

export function Users() {
  const { new: isCreating } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (search: { new?: 1 }) => void navigate({ search, replace: true });
  return (
    <Page
      title={t('users.title')}
      actions={
        <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => show({ new: 1 })}>
          {t('users.new')}
        </Button>
      }
    >
      <UserList />
      <NewUserModal opened={isCreating === 1} onClose={() => show({})} />
    </Page>
  );
}
