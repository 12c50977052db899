import { NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Role } from '@timetracker/shared';
import type { ReactNode } from 'react';
import { roleLabel, roles } from '../i18n/catalog-labels.ts';
import { t } from '../i18n/index.ts';

export interface UserValues extends Record<string, unknown> {
  display_name: string;
  email: string;
  role: Role;
}

interface UserFieldsProps<Values extends UserValues> {
  form: UseFormReturnType<Values>;
  /** What else belongs to the name. */
  children?: ReactNode;
  onNamed?: () => void;
  /** Nobody takes the administrator's role from themselves. */
  isSelf?: boolean;
}

/** What an administrator says about somebody. */
export const UserFields = <Values extends UserValues>({
  form,
  children,
  onNamed,
  isSelf = false,
}: UserFieldsProps<Values>) => (
  <>
    <TextInput
      label={t('users.name')}
      required
      autoComplete="off"
      data-autofocus
      {...form.getInputProps('display_name')}
      onBlur={onNamed}
    />
    {children}
    <TextInput
      label={t('users.email')}
      type="email"
      required
      autoComplete="off"
      {...form.getInputProps('email')}
    />
    <NativeSelect
      label={t('users.role')}
      description={isSelf ? t('users.own_role') : undefined}
      disabled={isSelf}
      data={roles.map((role) => ({ value: role, label: roleLabel(role) }))}
      {...form.getInputProps('role')}
    />
  </>
);
