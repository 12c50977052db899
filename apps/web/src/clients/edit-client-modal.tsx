import { Modal } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Client } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { toastSuccess } from '../ui/toast.tsx';
import { useVersionedSave } from '../ui/use-versioned-save.ts';
import { ClientFields } from './client-fields.tsx';
import { type ClientValues, clientSnapshot } from './client-values.ts';

interface EditClientModalProps {
  client: Client;
  opened: boolean;
  onClose: () => void;
}

export const EditClientModal = ({ client, opened, onClose }: EditClientModalProps) => (
  <Modal opened={opened} onClose={onClose} title={t('clients.edit_named', { name: client.name })} size="lg">
    <EditClientForm client={client} onClose={onClose} />
  </Modal>
);

function EditClientForm({ client, onClose }: { client: Client; onClose: () => void }) {
  const { id } = client;
  const api = trpc.useUtils();
  const update = trpc.clients.update.useMutation();
  const initial = clientSnapshot(client);
  const form = useForm<ClientValues>({ initialValues: initial.values });
  const saving = useVersionedSave({
    form,
    initial,
    load: async () => clientSnapshot(await api.client.clients.get.query({ id })),
    send: async (changes, version) => {
      const saved = await update.mutateAsync({ id, version, ...changes });
      toastSuccess(t('clients.updated', { name: saved.name }));
      void Promise.all([api.clients.invalidate(), api.project.invalidate(), api.invoice.invalidate()]);
    },
    onDone: onClose,
  });
  return (
    <FormFrame
      form={form}
      saving={saving}
      submitLabel={t('clients.save')}
      onCancel={onClose}
      noValidate
      labelOf={(field) => fieldLabel('client', String(field))}
    >
      <ClientFields form={form} />
    </FormFrame>
  );
}
