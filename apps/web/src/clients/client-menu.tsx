import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconFileInvoice, IconFolderPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { Client } from '@timetracker/shared';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { DeleteClientModal } from './delete-client-modal.tsx';
import { EditClientModal } from './edit-client-modal.tsx';

type Dialog = 'edit' | 'delete';

interface ClientMenuProps {
  client: Client;
  onDeleted?: () => void;
}

/** Everything that administrators can do with a client. */
export function ClientMenu({ client, onDeleted = () => undefined }: ClientMenuProps) {
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const { history } = useRouter();
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={t('clients.actions', { name: client.name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setDialog('edit')}>
            {t('clients.edit')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFolderPlus size={16} aria-hidden />}
            onClick={() => history.push(`/projects?new=1&client_id=${client.id}`)}
          >
            {t('clients.new_project')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileInvoice size={16} aria-hidden />}
            onClick={() => history.push(`/invoices?new=1&client_id=${client.id}`)}
          >
            {t('clients.new_invoice')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setDialog('delete')}
          >
            {t('clients.delete_short')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <EditClientModal client={client} opened={dialog === 'edit'} onClose={close} />
      <DeleteClientModal client={client} opened={dialog === 'delete'} onClose={close} onDeleted={onDeleted} />
    </>
  );
}
