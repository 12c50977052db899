import { Badge, Button, Group, Skeleton, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { formatDateTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { sayDone, sayFailed } from '../ui/toast.tsx';
import { listSessions, SESSIONS, type SignedInSession } from './account-requests.ts';
import { deviceName } from './device-name.ts';
import { ProfileCard } from './profile-card.tsx';
import classes from './profile.module.css';

/** Where one is signed in, and the ways to end it there. */
export function SessionsCard() {
  const queryClient = useQueryClient();
  const sessions = useQuery({ queryKey: SESSIONS, queryFn: listSessions });
  const endOne = trpc.access.endSession.useMutation();
  const endOthers = trpc.access.endOtherSessions.useMutation();
  const end = useMutation<unknown, Error, SignedInSession | 'others'>({
    mutationFn: (session) =>
      session === 'others' ? endOthers.mutateAsync() : endOne.mutateAsync({ id: Number(session.id) }),
    onSuccess: () => sayDone(t('profile.sessions.ended')),
    onError: (error) => sayFailed(t('profile.sessions.not_ended'), error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: SESSIONS }),
  });
  return (
    <ProfileCard title={t('profile.sessions')} lead={t('profile.sessions.lead')}>
      {sessions.isPending && (
        <Loading what={t('profile.sessions.the_sessions')}>
          <Skeleton height={90} />
        </Loading>
      )}
      {sessions.isLoadingError && (
        <Failure
          title={t('profile.sessions.not_loaded')}
          error={sessions.error}
          onRetry={() => void sessions.refetch()}
        />
      )}
      {sessions.data && (
        <ul className={classes['sessions']}>
          {sessions.data.map((session) => (
            <SessionItem key={session.id} session={session} onEnd={() => end.mutate(session)} />
          ))}
        </ul>
      )}
      {(sessions.data?.length ?? 0) > 1 && (
        <Group justify="flex-end">
          <Button variant="default" loading={end.isPending} onClick={() => end.mutate('others')}>
            {t('profile.sessions.end_others')}
          </Button>
        </Group>
      )}
    </ProfileCard>
  );
}

function SessionItem({ session, onEnd }: { session: SignedInSession; onEnd: () => void }) {
  const device = deviceName(session.user_agent);
  const since = t('profile.sessions.since', { since: formatDateTime(session.began_at) });
  return (
    <li className={classes['session']}>
      <div>
        <Text size="sm" fw={600}>
          {device}
        </Text>
        <Text size="xs" c="dimmed">
          {since} · {t('access.used', { used: formatDateTime(session.used_at) })}
        </Text>
      </div>
      {session.is_current ? (
        <Badge variant="dot" color="teal" tt="none" className={classes['here'] ?? ''}>
          {t('profile.sessions.this')}
        </Badge>
      ) : (
        <Button
          size="xs"
          variant="default"
          aria-label={t('profile.sessions.end_named', { device, since })}
          onClick={onEnd}
        >
          {t('profile.sessions.end')}
        </Button>
      )}
    </li>
  );
}
