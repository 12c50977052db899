import { NativeSelect, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { CreateUserInput } from '@timetracker/shared';
import { FormButtons } from '../ui/form-buttons.tsx';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';
import { roleLabels } from './role-labels.ts';

const roleOptions = Object.entries(roleLabels).map(([value, label]) => ({ value, label }));

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
          label="Name"
          required
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('display_name')}
        />
        <TextInput
          label="User name"
          description="3 to 30 letters, digits, dots, dashes or underscores"
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('username')}
        />
        <TextInput label="E-mail" type="email" required autoComplete="off" {...form.getInputProps('email')} />
        <NativeSelect label="Role" data={roleOptions} {...form.getInputProps('role')} />
        <PasswordInput
          label="Password"
          description="At least 8 characters; tell it to the new user"
          required
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
          {...form.getInputProps('password')}
        />
        <FormButtons submitLabel="Create user" isPending={isPending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
