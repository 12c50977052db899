import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { t } from '../i18n/index.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { useSubmission } from '../ui/issue-form.ts';
import { UserFields, type UserValues } from './user-fields.tsx';

export interface NewUserValues extends UserValues {
  username: string;
  password: string;
  /** Whether the administrator chooses the password; usually the person does, by an invitation. */
  has_password: boolean;
}

const LONGEST_USERNAME = 80;

/** `Zoë Müller` → `zoe.muller`: a suggestion. */
const usernameFor = (name: string) =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '')
    .join('.')
    .slice(0, LONGEST_USERNAME);

interface NewUserFormProps {
  onSubmit: (values: NewUserValues) => Promise<void>;
  onCancel: () => void;
}

export function NewUserForm({ onSubmit, onCancel }: NewUserFormProps) {
  const form = useForm<NewUserValues>({
    initialValues: {
      display_name: '',
      username: '',
      email: '',
      role: 'member',
      password: '',
      has_password: false,
    },
  });
  const saving = useSubmission(form, onSubmit);
  const { has_password } = form.values;
  const suggestUsername = () => {
    const { username, display_name } = form.getValues();
    if (username === '') form.setFieldValue('username', usernameFor(display_name));
  };
  return (
    <FormFrame
      form={form}
      saving={saving}
      submitLabel={t(has_password ? 'users.create' : 'users.invite')}
      onCancel={onCancel}
    >
      <UserFields form={form} onNamed={suggestUsername}>
        <TextInput
          label={t('users.username')}
          description={t('users.username_hint')}
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('username')}
        />
      </UserFields>
      <Checkbox
        label={t('users.with_password')}
        {...form.getInputProps('has_password', { type: 'checkbox' })}
      />
      {has_password && (
        <PasswordInput
          label={t('common.password')}
          description={t('users.password_hint')}
          required
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('common.show_password') }}
          {...form.getInputProps('password')}
        />
      )}
    </FormFrame>
  );
}
