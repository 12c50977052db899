import { Button, Group } from '@mantine/core';
import { Sessions } from '../access/session-list.tsx';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { toastError, toastSuccess } from '../ui/toast.tsx';
import { ProfileCard } from './profile-card.tsx';

/** Where one is signed in, and the ways to end it there. */
export function SessionsCard() {
  const api = trpc.useUtils();
  const sessions = trpc.access.ownSessions.useQuery();
  const endOthers = trpc.access.endOtherSessions.useMutation({
    onSuccess: () => toastSuccess(t('access.others_ended')),
    onError: (error) => toastError(t('access.not_ended'), error),
    onSettled: () => api.access.invalidate(),
  });
  return (
    <ProfileCard title={t('profile.sessions')} lead={t('profile.sessions.lead')}>
      <Sessions asked={sessions} />
      {(sessions.data?.length ?? 0) > 1 && (
        <Group justify="flex-end">
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('profile.sessions.end_others')}
          </Button>
        </Group>
      )}
    </ProfileCard>
  );
}
