import { Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { FormButtons } from '../ui/form-buttons.tsx';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';
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
  const { submit, isPending } = useSubmission(form, async (values) => {
    const client = await create.mutateAsync(values);
    toastSuccess(t('clients.created', { name: client.name }));
    void api.clients.list.invalidate();
    api.clients.get.setData({ id: client.id }, client);
    await navigate({ to: '/clients/$clientId', params: { clientId: client.id } });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <FormRefusal message={form.errors[WHOLE_FORM]} />
        <ClientFields form={form} />
        <FormButtons submitLabel={t('clients.create')} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
