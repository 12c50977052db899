import { Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import { EntryPage } from '../session/entry-page.tsx';
import { signIn } from '../session/session-requests.ts';
import { safeTarget } from '../session/sign-in-target.ts';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { showRefusal, WHOLE_FORM } from '../ui/issue-form.ts';

const route = getRouteApi('/sign-in');

export function SignIn() {
  useDocumentTitle(`${t('session.sign_in')} · TimeTracker`);
  const router = useRouter();
  const { target } = route.useSearch();
  const form = useForm({ initialValues: { identifier: '', password: '' } });
  const attempt = useMutation({
    mutationFn: ({ identifier, password }: { identifier: string; password: string }) =>
      signIn(identifier.trim(), password),
    onSuccess: () => router.history.push(safeTarget(target)),
    onError: (error) => showRefusal(form, error),
  });
  return (
    <EntryPage>
      <Title order={1} mb={4}>
        {t('session.sign_in')}
      </Title>
      <Text c="dimmed" size="sm" mb="lg">
        {t(target ? 'session.goes_on' : 'session.welcome')}
      </Text>
      <form onSubmit={form.onSubmit((values) => attempt.mutate(values))}>
        <Stack>
          <FormRefusal message={form.errors[WHOLE_FORM]} />
          <TextInput
            label={t('session.identifier')}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            {...form.getInputProps('identifier')}
          />
          <PasswordInput
            label={t('common.password')}
            name="password"
            autoComplete="current-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': t('common.show_password') }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" fullWidth loading={attempt.isPending}>
            {t('session.sign_in')}
          </Button>
        </Stack>
      </form>
    </EntryPage>
  );
}
