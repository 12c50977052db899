import { useForm } from '@mantine/form';
import { nameOf, type User } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { roleLabel } from '../i18n/catalog-labels.ts';
import { type MessageId, t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { toastSuccess } from '../ui/toast.tsx';
import { type Snapshot, useVersionedSave } from '../ui/use-versioned-save.ts';
import { UserFields, type UserValues } from './user-fields.tsx';

interface EditUserFormProps {
  user: User;
  onDone: () => void;
  onCancel: () => void;
}

const snapshotOf = ({ display_name, email, role, version }: User): Snapshot<UserValues> => ({
  values: { display_name, email, role },
  version,
});

const labels: Record<string, MessageId> = {
  display_name: 'users.name',
  email: 'users.email',
  role: 'users.role',
};

const wordFor = (field: keyof UserValues, values: UserValues) =>
  field === 'role' ? roleLabel(values.role) : String(values[field]);

/** Changes somebody's name, e-mail address and role; the user name stays, as people sign in with it. */
export function EditUserForm({ user, onDone, onCancel }: EditUserFormProps) {
  const me = useMe();
  const api = trpc.useUtils();
  const update = trpc.user.update.useMutation({ onSettled: () => api.user.list.invalidate() });
  const initial = snapshotOf(user);
  const form = useForm<UserValues>({ initialValues: initial.values });
  const saving = useVersionedSave({
    form,
    initial,
    load: async () => {
      const users = await api.user.list.fetch(undefined, { staleTime: 0 });
      return snapshotOf(users.find(({ id }) => id === user.id) ?? user);
    },
    send: async (changes, version) => {
      const saved = await update.mutateAsync({ id: user.id, version, ...changes });
      toastSuccess(t('users.saved', { name: nameOf(saved) }));
    },
    onDone,
  });
  return (
    <FormFrame
      form={form}
      saving={saving}
      submitLabel={t('users.save')}
      onCancel={onCancel}
      labelOf={(field) => t(labels[field] ?? 'users.name')}
      shown={wordFor}
    >
      <UserFields form={form} isSelf={user.id === me.id} />
    </FormFrame>
  );
}
