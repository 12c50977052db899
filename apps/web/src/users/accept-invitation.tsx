import { Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type Invited, nameOf } from '@timetracker/shared';
import { errorBodyOf } from '../api/api-error.ts';
import { trpcClient } from '../api/trpc.ts';
import { formatDateTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { signIn } from '../session/session-requests.ts';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';

interface AcceptInvitationProps {
  token: string;
  invited: Invited;
  /** Somebody was faster with the same link. */
  onGone: () => void;
}

/** Chooses the first password, signs in with it, and goes to the dashboard. */
export function AcceptInvitation({ token, invited, onGone }: AcceptInvitationProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useForm({ initialValues: { password: '' } });
  const { submit, isPending } = useSubmission(form, async ({ password }) => {
    try {
      await trpcClient.invitation.accept.mutate({ token, password });
    } catch (error) {
      if (errorBodyOf(error)?.error === 'Not found') return onGone();
      throw error;
    }
    const isSignedIn = await signIn(invited.username, password).then(
      () => true,
      () => false,
    );
    // Whoever was signed in here before is not any more.
    queryClient.clear();
    if (!isSignedIn) toastSuccess(t('users.invitation.signed_in'));
    await router.navigate({ to: isSignedIn ? '/' : '/sign-in', replace: true });
  });
  return (
    <>
      <Title order={1} mb={4}>
        {t('users.invitation.welcome', { name: nameOf(invited) })}
      </Title>
      <Text c="dimmed" size="sm" mb="lg">
        {t('users.invitation.lead', { username: invited.username })}
      </Text>
      <form onSubmit={submit}>
        <Stack>
          <FormRefusal message={form.errors[WHOLE_FORM]} />
          <TextInput
            label={t('users.username')}
            name="username"
            autoComplete="username"
            readOnly
            value={invited.username}
          />
          <PasswordInput
            label={t('users.invitation.password')}
            description={t('users.invitation.password_hint')}
            name="password"
            autoComplete="new-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': t('common.show_password') }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" fullWidth loading={isPending}>
            {t('users.invitation.accept')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('users.invitation.until', { until: formatDateTime(invited.expires_at) })}
          </Text>
        </Stack>
      </form>
    </>
  );
}
