import { Menu } from '@mantine/core';
import { IconFileInvoice, IconFolderPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { Client } from '@timetracker/shared';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { ActionItem, ActionsMenu } from '../ui/actions-menu.tsx';
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
      <ActionsMenu label={t('clients.actions', { name: client.name })}>
        <ActionItem icon={IconPencil} onClick={() => setDialog('edit')}>
          {t('clients.edit')}
        </ActionItem>
        <ActionItem
          icon={IconFolderPlus}
          onClick={() => history.push(`/projects?new=1&client_id=${client.id}`)}
        >
          {t('clients.new_project')}
        </ActionItem>
        <ActionItem
          icon={IconFileInvoice}
          onClick={() => history.push(`/invoices?new=1&client_id=${client.id}`)}
        >
          {t('clients.new_invoice')}
        </ActionItem>
        <Menu.Divider />
        <ActionItem isDanger icon={IconTrash} onClick={() => setDialog('delete')}>
          {t('clients.delete_short')}
        </ActionItem>
      </ActionsMenu>
      <EditClientModal client={client} opened={dialog === 'edit'} onClose={close} />
      <DeleteClientModal client={client} opened={dialog === 'delete'} onClose={close} onDeleted={onDeleted} />
    </>
  );
}
