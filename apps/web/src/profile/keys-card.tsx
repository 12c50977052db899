import { KeyList } from '../access/key-list.tsx';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Query } from '../ui/query.tsx';
import { ProfileCard } from './profile-card.tsx';

/** One's own API keys. */
export function KeysCard() {
  const list = trpc.access.ownKeys.useQuery();
  return (
    <ProfileCard title={t('access.keys')} lead={t('access.own_keys_lead')}>
      <Query of={list} what={t('access.keys')} skeleton={60} failure={t('access.keys_not_loaded')}>
        {(list) => <KeyList keys={list} />}
      </Query>
    </ProfileCard>
  );
}
