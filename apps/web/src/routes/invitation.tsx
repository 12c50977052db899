import { Skeleton, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { errorBodyOf } from '../api-error.ts';
import { t } from '../i18n/index.ts';
import { EntryPage } from '../session/entry-page.tsx';
import { trpcClient } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { AcceptInvitation } from '../users/accept-invitation.tsx';

const isGone = (error: unknown) => errorBodyOf(error)?.error === 'Not found';

/**
 * Where an invited person chooses a password. The token is in the fragment of the address, which no server sees; it is
 * sent in bodies only.
 */
export function Invitation() {
  useDocumentTitle('TimeTracker');
  const token = useLocation({ select: ({ hash }) => hash });
  const invited = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => trpcClient.invitation.look.mutate({ token }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <EntryPage>
      {invited.isPending && (
        <Loading what={t('users.invitation.the_invitation')}>
          <Skeleton height={220} />
        </Loading>
      )}
      {isGone(invited.error) && <InvalidInvitation />}
      {invited.isError && !isGone(invited.error) && (
        <Failure
          title={t('users.invitation.not_loaded')}
          error={invited.error}
          onRetry={() => void invited.refetch()}
        />
      )}
      {invited.data && (
        <AcceptInvitation token={token} invited={invited.data} onGone={() => void invited.refetch()} />
      )}
    </EntryPage>
  );
}

const InvalidInvitation = () => (
  <>
    <Title order={1} mb="sm">
      {t('users.invitation.invalid')}
    </Title>
    <Text mb="md">{t('users.invitation.invalid_why')}</Text>
    <Link to="/sign-in">{t('users.invitation.to_sign_in')}</Link>
  </>
);
