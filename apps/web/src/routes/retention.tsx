import { Stack, Text } from '@mantine/core';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { HoldsSection } from '../retention/holds-section.tsx';
import { PoliciesSection } from '../retention/policies-section.tsx';
import { PurgeForm } from '../retention/purge-form.tsx';
import { PurgeHistory } from '../retention/purge-history.tsx';
import { Page } from '../ui/page.tsx';
import { Query } from '../ui/query.tsx';
import { Section } from '../ui/section.tsx';

const WHILE_RUNNING_MS = 2_000;

export function Retention() {
  const kept = trpc.retention.get.useQuery(undefined, {
    refetchInterval: ({ state }) =>
      state.data?.purges.some(({ finished_at }) => finished_at === null) ? WHILE_RUNNING_MS : false,
  });
  return (
    <Page title={t('retention.title')}>
      <Text c="dimmed" size="sm" mb="md">
        {t('retention.lead')}
      </Text>
      <Query of={kept} what={t('retention.title')} skeleton={240} failure={t('retention.not_loaded')}>
        {(kept) => (
          <Stack>
            <PoliciesSection policies={kept.policies} />
            <HoldsSection holds={kept.holds} />
            <Section title={t('retention.purge')}>
              <PurgeForm />
            </Section>
            <PurgeHistory purges={kept.purges} />
          </Stack>
        )}
      </Query>
    </Page>
  );
}
