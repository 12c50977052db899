import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Query } from '../ui/query.tsx';
import { Section } from '../ui/section.tsx';
import { KeyList } from './key-list.tsx';

/** Everybody's API keys, for administrators. */
export function AllKeys() {
  const list = trpc.access.keys.useQuery();
  return (
    <Section title={t('access.keys')}>
      <Query of={list} what={t('access.keys')} skeleton={120} failure={t('access.keys_not_loaded')}>
        {(list) => <KeyList keys={list.keys} names_people />}
      </Query>
    </Section>
  );
}
