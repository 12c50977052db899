import { Modal } from '@mantine/core';
import type { CreateUserInput } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { sayDone } from '../ui/toast.tsx';
import { NewUserForm } from './new-user-form.tsx';

export function NewUserModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const api = trpc.useUtils();
  const create = trpc.user.create.useMutation();
  const save = async (input: CreateUserInput) => {
    const { display_name } = await create.mutateAsync(input);
    sayDone(t('users.created', { name: display_name }));
    void api.user.list.invalidate();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('users.new')}>
      <NewUserForm onSubmit={save} onCancel={onClose} />
    </Modal>
  );
}
