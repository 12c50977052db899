import { Stack, Text } from '@mantine/core';
import { KeyList } from '../access/key-list.tsx';
import { PersonSessions } from '../access/person-sessions.tsx';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Page } from '../ui/page.tsx';
import { Query } from '../ui/query.tsx';
import { Section } from '../ui/section.tsx';

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

/** Everybody's API keys, for administrators. */
function AllKeys() {
  const list = trpc.access.keys.useQuery();
  return (
    <Section title={t('access.keys')}>
      <Query of={list} what={t('access.keys')} skeleton={120} failure={t('access.keys_not_loaded')}>
        {(list) => <KeyList keys={list.keys} names_people />}
      </Query>
    </Section>
  );
}
