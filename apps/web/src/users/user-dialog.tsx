import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { nameOf, type User } from '@timetracker/shared';
import { errorMessageOf } from '../api/api-error.ts';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { AnonymizeModal } from './anonymize-modal.tsx';
import { DeactivateModal } from './deactivate-modal.tsx';
import { EditUserForm } from './edit-user-form.tsx';
import { InvitationLink } from './invitation-link.tsx';

/** What is being done with an account. */
export interface AccountTask {
  kind: 'edit' | 'renew' | 'deactivate' | 'anonymize';
  user: User;
}

/** The dialog of whatever is being done with an account. */
export const UserDialog = ({ task, onClose }: { task: AccountTask | null; onClose: () => void }) => (
  <>
    <Modal
      opened={task?.kind === 'edit'}
      onClose={onClose}
      title={t('users.edit_title', { name: task ? nameOf(task.user) : '' })}
    >
      {task?.kind === 'edit' && <EditUserForm user={task.user} onDone={onClose} onCancel={onClose} />}
    </Modal>
    <Modal opened={task?.kind === 'renew'} onClose={onClose} title={t('users.renew')}>
      {task?.kind === 'renew' && <RenewInvitation user={task.user} onDone={onClose} />}
    </Modal>
    {task?.kind === 'deactivate' && <DeactivateModal user={task.user} onClose={onClose} />}
    {task?.kind === 'anonymize' && <AnonymizeModal user={task.user} onClose={onClose} />}
  </>
);

/** Another link for somebody who has not used theirs; asks first, as the old one ends. */
function RenewInvitation({ user, onDone }: { user: User; onDone: () => void }) {
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
