import { Select, Skeleton, Stack } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/section.tsx';
import { SessionList } from './session-list.tsx';

/** Where a person is signed in, and how to end it, for administrators. */
export function PersonSessions() {
  const me = useMe();
  const [id, setId] = useState(me.id);
  const people = trpc.user.list.useQuery();
  const sessions = trpc.access.sessions.useQuery({ id });
  return (
    <Section title={t('access.sessions')}>
      <Stack>
        <Select
          label={t('access.choose_person')}
          data={(people.data ?? [me]).map((person) => ({
            value: String(person.id),
            label: person.display_name,
          }))}
          value={String(id)}
          onChange={(value) => value !== null && setId(Number(value))}
          allowDeselect={false}
          searchable
          maw={320}
        />
        {sessions.isPending && (
          <Loading what={t('access.the_sessions')}>
            <Skeleton height={90} />
          </Loading>
        )}
        {sessions.isLoadingError && (
          <Failure
            title={t('access.sessions_not_loaded')}
            error={sessions.error}
            onRetry={() => void sessions.refetch()}
          />
        )}
        {sessions.data && <SessionList sessions={sessions.data} />}
      </Stack>
    </Section>
  );
}
