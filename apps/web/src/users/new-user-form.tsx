import { NativeSelect, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { CreateUserInput } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { FormButtons } from '../ui/form-buttons.tsx';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';
import { roleLabel, roles } from './role-label.ts';

interface NewUserFormProps {
  onSubmit: (input: CreateUserInput) => Promise<void>;
  onCancel: () => void;
}

export function NewUserForm({ onSubmit, onCancel }: NewUserFormProps) {
  const form = useForm<CreateUserInput & Record<string, unknown>>({
    initialValues: { display_name: '', username: '', email: '', role: 'member', password: '' },
  });
  const { submit, isPending } = useSubmission(form, onSubmit);
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormRefusal message={form.errors[WHOLE_FORM]} />
        <TextInput
          label={t('users.name')}
          required
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('display_name')}
        />
        <TextInput
          label={t('users.username')}
          description={t('users.username_hint')}
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('username')}
        />
        <TextInput
          label={t('users.email')}
          type="email"
          required
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <NativeSelect
          label={t('users.role')}
          data={roles.map((role) => ({ value: role, label: roleLabel(role) }))}
          {...form.getInputProps('role')}
        />
        <PasswordInput
          label={t('common.password')}
          description={t('users.password_hint')}
          required
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('common.show_password') }}
          {...form.getInputProps('password')}
        />
        <FormButtons submitLabel={t('users.create')} isPending={isPending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
