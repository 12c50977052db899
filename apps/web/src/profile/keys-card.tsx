import { Skeleton } from '@mantine/core';
import { KeyList } from '../access/key-list.tsx';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProfileCard } from './profile-card.tsx';

/** One's own API keys. */
export function KeysCard() {
  const list = trpc.access.ownKeys.useQuery();
  return (
    <ProfileCard title={t('access.keys')} lead={t('access.own_keys_lead')}>
      {list.isPending && (
        <Loading what={t('access.keys')}>
          <Skeleton height={60} />
        </Loading>
      )}
      {list.isLoadingError && (
        <Failure title={t('access.keys_not_loaded')} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data && <KeyList keys={list.data} />}
    </ProfileCard>
  );
}
