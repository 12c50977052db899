import { Modal } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { useSubmission } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { ClientFields } from './client-fields.tsx';
import { type ClientValues, newClient } from './client-values.ts';

/** Makes a client and goes to it. */
export const NewClientModal = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => (
  <Modal opened={opened} onClose={onClose} title={t('clients.new')} size="lg">
    <NewClientForm onClose={onClose} />
  </Modal>
);

function NewClientForm({ onClose }: { onClose: () => void }) {
  const api = trpc.useUtils();
  const navigate = useNavigate();
  const create = trpc.clients.create.useMutation();
  const workspace = trpc.workspace.get.useQuery();
  const form = useForm<ClientValues>({
    initialValues: { ...newClient, currency: workspace.data?.currency ?? newClient.currency },
  });
  const saving = useSubmission(form, async (values) => {
    const client = await create.mutateAsync(values);
    toastSuccess(t('clients.created', { name: client.name }));
    void api.clients.list.invalidate();
    api.clients.get.setData({ id: client.id }, client);
    await navigate({ to: '/clients/$clientId', params: { clientId: client.id } });
  });
  return (
    <FormFrame form={form} saving={saving} submitLabel={t('clients.create')} onCancel={onClose} noValidate>
      <ClientFields form={form} />
    </FormFrame>
  );
}
