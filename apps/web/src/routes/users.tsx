import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import { Page } from '../ui/page.tsx';
import { NewUserModal } from '../users/new-user-modal.tsx';
import { UserList } from '../users/user-list.tsx';

export function Users() {
  const [isCreating, { open, close }] = useDisclosure();
  return (
    <Page
      title={t('users.title')}
      actions={
        <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={open}>
          {t('users.new')}
        </Button>
      }
    >
      <UserList />
      <NewUserModal opened={isCreating} onClose={close} />
    </Page>
  );
}
