import { Skeleton } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/section.tsx';
import { KeyList } from './key-list.tsx';

/** Everybody's API keys, for administrators. */
export function AllKeys() {
  const list = trpc.access.keys.useQuery();
  return (
    <Section title={t('access.keys')}>
      {list.isPending && (
        <Loading what={t('access.keys')}>
          <Skeleton height={120} />
        </Loading>
      )}
      {list.isLoadingError && (
        <Failure title={t('access.keys_not_loaded')} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data && <KeyList keys={list.data.keys} names_people />}
    </Section>
  );
}
