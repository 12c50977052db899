import { Badge, Button, Text } from '@mantine/core';
import type { AccessSession } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { formatDateTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { type Asked, Query } from '../ui/query.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import rows from '../ui/rows.module.css';
import { toastError, toastSuccess } from '../ui/toast.tsx';
import { deviceName } from './device-name.ts';

/** Where somebody is signed in, once that is known. */
export function Sessions({ asked }: { asked: Asked<readonly AccessSession[]> }) {
  return (
    <Query
      of={asked}
      what={t('access.the_sessions')}
      skeleton={90}
      failure={t('access.sessions_not_loaded')}
      empty={t('access.no_sessions')}
    >
      {(sessions) => <SessionList sessions={sessions} />}
    </Query>
  );
}

/** Where somebody is signed in, this session first, and how to end it in any other place. */
function SessionList({ sessions }: { sessions: readonly AccessSession[] }) {
  const api = trpc.useUtils();
  const end = trpc.access.endSession.useMutation({
    onSuccess: () => toastSuccess(t('access.ended')),
    onError: (error) => toastError(t('access.not_ended'), error),
    onSettled: () => api.access.invalidate(),
  });
  return (
    <ul className={rows['rows']}>
      {sessions
        .toSorted((a, b) => Number(b.current) - Number(a.current))
        .map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            isEnding={end.isPending && end.variables.id === session.id}
            onEnd={() => end.mutate({ id: session.id })}
          />
        ))}
    </ul>
  );
}

interface SessionItemProps {
  session: AccessSession;
  isEnding: boolean;
  onEnd: () => void;
}

function SessionItem({ session, isEnding, onEnd }: SessionItemProps) {
  const device = deviceName(session.user_agent ?? '');
  const since = t('access.since', { since: formatDateTime(session.created_at) });
  return (
    <li className={rows['row']}>
      <div className={rows['what']}>
        <Text size="sm" fw={600}>
          {device}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          {[session.ip_address, since].filter(Boolean).map((fact) => (
            <span key={fact} className={rows['fact']}>
              {fact}
            </span>
          ))}
          <div>
            {t('access.last_used')}: <RelativeTime moment={session.last_used_at} />
          </div>
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
          loading={isEnding}
          aria-label={t('access.end_named', { device, since })}
          onClick={onEnd}
        >
          {t('access.end')}
        </Button>
      )}
    </li>
  );
}
