import { Button, Group, PasswordInput, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { lengthOf, PASSWORD_LENGTH } from '@timetracker/shared';
import { errorBodyOf, RequestError } from '../api/api-error.ts';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { ProfileCard } from './profile-card.tsx';

async function ask(path: string, body?: object): Promise<unknown> {
  const response = await fetch(`/api/auth/${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new RequestError(answer);
  return answer;
}

/** @throws {RequestError} naming `currentPassword` where that is wrong */
const changePassword = (values: { current: string; next: string }) =>
  ask('change-password', {
    currentPassword: values.current,
    newPassword: values.next,
  });

/** Another password, for whoever knows the present one. */
export function PasswordCard() {
  const me = useMe();
  const api = trpc.useUtils();
  const form = useForm({ initialValues: { current: '', next: '' } });
  const { submit, isPending } = useSubmission(form, async (values) => {
    const { min: from, max: to } = PASSWORD_LENGTH;
    const length = lengthOf(values.next);
    if (length < from || length > to)
      return form.setFieldError('next', t('profile.password.length', { from, to }));
    try {
      await changePassword(values);
    } catch (error) {
      if (errorBodyOf(error)?.issues?.[0]?.path !== 'currentPassword') throw error;
      return form.setFieldError('current', t('profile.password.wrong'));
    }
    form.reset();
    toastSuccess(t('profile.password.changed'));
    return api.access.ownSessions.invalidate();
  });
  const shared = { required: true, visibilityToggleButtonProps: { 'aria-label': t('common.show_password') } };
  return (
    <ProfileCard title={t('profile.password')}>
      <form onSubmit={submit}>
        <FormRefusal message={form.errors[WHOLE_FORM]} />
        <input type="text" hidden readOnly autoComplete="username" value={me.username} />
        <PasswordInput
          label={t('profile.password.current')}
          autoComplete="current-password"
          mb="md"
          {...shared}
          {...form.getInputProps('current')}
        />
        <PasswordInput
          label={t('profile.password.new')}
          description={t('profile.password.hint', { from: PASSWORD_LENGTH.min })}
          autoComplete="new-password"
          mb="md"
          {...shared}
          {...form.getInputProps('next')}
        />
        <Text size="sm" mb="md">
          {t('profile.password.sign_out_others')}
        </Text>
        <Group justify="flex-end">
          <Button type="submit" loading={isPending}>
            {t('profile.password.change')}
          </Button>
        </Group>
      </form>
    </ProfileCard>
  );
}
