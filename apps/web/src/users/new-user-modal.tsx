import { Modal } from '@mantine/core';
import type { CreateUserInput } from '@timetracker/shared';
import { trpc } from '../trpc.ts';
import { sayDone } from '../ui/toast.tsx';
import { NewUserForm } from './new-user-form.tsx';

export function NewUserModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const api = trpc.useUtils();
  const create = trpc.user.create.useMutation();
  const save = async (input: CreateUserInput) => {
    const { display_name } = await create.mutateAsync(input);
    sayDone(`User “${display_name}” created`);
    void api.user.list.invalidate();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title="New user">
      <NewUserForm onSubmit={save} onCancel={onClose} />
    </Modal>
  );
}
