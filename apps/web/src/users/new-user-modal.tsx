import { Modal } from '@mantine/core';
import { type InvitationLink as Invitation, nameOf } from '@timetracker/shared';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { InvitationLink } from './invitation-link.tsx';
import { NewUserForm, type NewUserValues } from './new-user-form.tsx';

/** Invites somebody and shows the link; or creates their account with a password. */
export function NewUserModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const api = trpc.useUtils();
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const create = trpc.user.create.useMutation();
  const invite = trpc.invitation.create.useMutation();
  const close = () => {
    onClose();
    setInvitation(null);
  };
  const save = async ({ has_password, password, ...account }: NewUserValues) => {
    if (has_password) {
      const { display_name } = await create.mutateAsync({ ...account, password });
      toastSuccess(t('users.created', { name: display_name }));
      close();
    } else {
      setInvitation(await invite.mutateAsync(account));
    }
    void api.user.list.invalidate();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      // The link is shown this once: a click beside the dialog must not lose it.
      closeOnClickOutside={invitation === null}
      title={invitation ? t('users.invited', { name: nameOf(invitation.user) }) : t('users.new')}
    >
      {invitation ? (
        <InvitationLink invitation={invitation} onDone={close} />
      ) : (
        <NewUserForm onSubmit={save} onCancel={close} />
      )}
    </Modal>
  );
}
