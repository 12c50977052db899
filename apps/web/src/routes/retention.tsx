import { Skeleton, Stack, Text } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { HoldsSection } from '../retention/holds-section.tsx';
import { PoliciesSection } from '../retention/policies-section.tsx';
import { PurgeForm } from '../retention/purge-form.tsx';
import { PurgeHistory } from '../retention/purge-history.tsx';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { Page } from '../ui/page.tsx';
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
      {kept.isPending && (
        <Loading what={t('retention.title')}>
          <Skeleton height={240} />
        </Loading>
      )}
      {kept.isLoadingError && (
        <Failure title={t('retention.not_loaded')} error={kept.error} onRetry={() => void kept.refetch()} />
      )}
      {kept.data && (
        <Stack>
          <PoliciesSection policies={kept.data.policies} />
          <HoldsSection holds={kept.data.holds} />
          <Section title={t('retention.purge')}>
            <PurgeForm />
          </Section>
          <PurgeHistory purges={kept.data.purges} />
        </Stack>
      )}
    </Page>
  );
}
