import { Button, Group, Stack, Text } from '@mantine/core';
import { nameOf, type User } from '@timetracker/shared';
import { errorMessageOf } from '../api/api-error.ts';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { InvitationLink } from './invitation-link.tsx';

/** Another link for somebody who has not used theirs; asks first, as the old one ends. */
export function RenewInvitation({ user, onDone }: { user: User; onDone: () => void }) {
  const api = trpc.useUtils();
  const renew = trpc.invitation.renew.useMutation({ onSettled: () => api.user.list.invalidate() });
  if (renew.data) return <InvitationLink invitation={renew.data} onDone={onDone} />;
  return (
    <Stack>
      <FormRefusal message={renew.error ? errorMessageOf(renew.error) : null} />
      <Text size="sm">{t('users.renew_what', { name: nameOf(user), email: user.email })}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button data-autofocus loading={renew.isPending} onClick={() => renew.mutate({ id: user.id })}>
          {t('users.renew_confirm')}
        </Button>
      </Group>
    </Stack>
  );
}
