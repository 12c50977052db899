import { Select, Stack } from '@mantine/core';
import { nameOf } from '@timetracker/shared';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { Section } from '../ui/section.tsx';
import { Sessions } from './session-list.tsx';

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
            label: nameOf(person),
          }))}
          value={String(id)}
          onChange={(value) => value !== null && setId(Number(value))}
          allowDeselect={false}
          searchable
          maw={320}
        />
        <Sessions asked={sessions} />
      </Stack>
    </Section>
  );
}
