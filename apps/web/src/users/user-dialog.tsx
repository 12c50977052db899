import { Modal } from '@mantine/core';
import { nameOf, type User } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { AnonymizeModal } from './anonymize-modal.tsx';
import { DeactivateModal } from './deactivate-modal.tsx';
import { EditUserForm } from './edit-user-form.tsx';
import { RenewInvitation } from './renew-invitation.tsx';

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
