import { Badge, Button, Group, Select, Stack, Text } from '@mantine/core';
import type { AccessSession } from '@timetracker/shared';
import { useState } from 'react';
import { formatDateTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { deviceName } from '../profile/device-name.ts';
import { useMe } from '../session/me.ts';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Section } from '../ui/section.tsx';
import { sayDone, sayFailed } from '../ui/toast.tsx';

/** Where a person is signed in, and how to end it, for administrators. */
export function PersonSessions() {
  const me = useMe();
  const [id, setId] = useState(me.id);
  const people = trpc.user.list.useQuery();
  const sessions = trpc.access.sessions.useQuery({ id });
  const api = trpc.useUtils();
  const end = trpc.access.endSession.useMutation({
    onSuccess: () => sayDone(t('access.ended')),
    onError: (error) => sayFailed(t('access.not_ended'), error),
    onSettled: () => api.access.invalidate(),
  });
  return (
    <Section title={t('access.sessions')}>
      <Stack>
        <Select
          label={t('access.choose_person')}
          data={(people.data ?? []).map((person) => ({
            value: String(person.id),
            label: person.display_name,
          }))}
          value={String(id)}
          onChange={(value) => value !== null && setId(Number(value))}
          allowDeselect={false}
          searchable
          maw={320}
        />
        {sessions.isLoadingError && (
          <Failure
            title={t('access.sessions_not_loaded')}
            error={sessions.error}
            onRetry={() => void sessions.refetch()}
          />
        )}
        {sessions.data?.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('access.no_sessions')}
          </Text>
        )}
        {sessions.data?.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => end.mutate({ id: session.id })} />
        ))}
      </Stack>
    </Section>
  );
}

function SessionRow({ session, onEnd }: { session: AccessSession; onEnd: () => void }) {
  const device = deviceName(session.user_agent ?? '');
  const since = t('profile.sessions.since', { since: formatDateTime(session.created_at) });
  const used = t('access.used', { used: formatDateTime(session.last_used_at) });
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text size="sm" fw={600}>
          {device}
        </Text>
        <Text size="xs" c="dimmed">
          {[session.ip_address, since, used].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {session.current ? (
        <Badge variant="dot" color="teal" tt="none" flex="none">
          {t('access.here')}
        </Badge>
      ) : (
        <Button
          size="xs"
          variant="default"
          flex="none"
          aria-label={t('access.end_named', { device, since })}
          onClick={onEnd}
        >
          {t('access.end')}
        </Button>
      )}
    </Group>
  );
}
