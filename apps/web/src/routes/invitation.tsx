import { Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { trpcClient } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { EntryPage } from '../session/entry-page.tsx';
import { isNotFound } from '../ui/gone.tsx';
import { Query } from '../ui/query.tsx';
import { AcceptInvitation } from '../users/accept-invitation.tsx';

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
      {isNotFound(invited.error) ? (
        <InvalidInvitation />
      ) : (
        <Query
          of={invited}
          what={t('users.invitation.the_invitation')}
          skeleton={220}
          failure={t('users.invitation.not_loaded')}
        >
          {(invitation) => (
            <AcceptInvitation token={token} invited={invitation} onGone={() => void invited.refetch()} />
          )}
        </Query>
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
