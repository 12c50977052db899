import { Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { nameOf, type User } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { type MessageId, t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { ConflictNotice } from '../ui/conflict-notice.tsx';
import { FormButtons } from '../ui/form-buttons.tsx';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { WHOLE_FORM } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { type Snapshot, useVersionedSave } from '../ui/use-versioned-save.ts';
import { roleLabel } from './role-label.ts';
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
  const { submit, isPending, conflict, keepMine, takeTheirs } = useVersionedSave({
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
    <form onSubmit={submit}>
      <Stack>
        {conflict && (
          <ConflictNotice
            fields={conflict.fields.map((name) => ({
              name: String(name),
              label: t(labels[name] ?? 'users.name'),
              mine: wordFor(name, form.values),
              theirs: wordFor(name, conflict.theirs.values),
            }))}
            onKeepMine={keepMine}
            onTakeTheirs={takeTheirs}
          />
        )}
        <FormRefusal message={form.errors[WHOLE_FORM]} />
        <UserFields form={form} isSelf={user.id === me.id} />
        <FormButtons submitLabel={t('users.save')} isPending={isPending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
