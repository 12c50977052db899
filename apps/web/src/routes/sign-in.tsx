import { Button, Card, Group, PasswordInput, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { t } from '../i18n/index.ts';
import { signIn } from '../session/session-requests.ts';
import { safeTarget } from '../session/sign-in-target.ts';
import { Brand } from '../shell/brand.tsx';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { showRefusal, WHOLE_FORM } from '../ui/issue-form.ts';
import classes from './sign-in.module.css';

const ColorSchemeMenu = lazy(() => import('../shell/color-scheme-menu.tsx'));

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
    <main className={classes['page']}>
      <Stack w="100%" maw="24rem" gap="lg">
        <Group justify="space-between">
          <Brand />
          <Suspense fallback={<Skeleton circle height={34} />}>
            <ColorSchemeMenu />
          </Suspense>
        </Group>
        <Card padding="xl">
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
        </Card>
      </Stack>
    </main>
  );
}
