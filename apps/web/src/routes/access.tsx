import { Stack, Text } from '@mantine/core';
import { AllKeys } from '../access/all-keys.tsx';
import { PersonSessions } from '../access/person-sessions.tsx';
import { t } from '../i18n/index.ts';
import { Page } from '../ui/page.tsx';

/** Everybody's ways in, for administrators. */
export const Access = () => (
  <Page title={t('shell.nav.access')}>
    <Text c="dimmed" size="sm" mb="md">
      {t('access.lead')}
    </Text>
    <Stack>
      <AllKeys />
      <PersonSessions />
    </Stack>
  </Page>
);
