import { ActionIcon, Menu } from '@mantine/core';
import {
  IconClock,
  IconDots,
  IconDownload,
  IconEyeOff,
  IconLink,
  IconPencil,
  IconReportAnalytics,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { nameOf, type User } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { ActionItem } from '../ui/actions-menu.tsx';
import { toastError, toastSuccess } from '../ui/toast.tsx';
import type { AccountTask } from './user-dialog.tsx';

interface AccountMenuProps {
  user: User;
  onTask: (kind: AccountTask['kind']) => void;
}

/** What administrators can do with an account; nobody takes their own access. */
export function AccountMenu({ user, onTask }: AccountMenuProps) {
  const me = useMe();
  const navigate = useNavigate();
  const isGone = user.deactivated_at !== null;
  const isForgotten = user.anonymized_at !== null;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('users.actions_for', { name: nameOf(user) })}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isForgotten && (
          <ActionItem icon={IconPencil} onClick={() => onTask('edit')}>
            {t('users.edit')}
          </ActionItem>
        )}
        <ActionItem
          icon={IconClock}
          onClick={() => void navigate({ to: '/time', search: { user_id: user.id } })}
        >
          {t('users.show_time')}
        </ActionItem>
        {user.invited && !isGone && (
          <ActionItem icon={IconLink} onClick={() => onTask('renew')}>
            {t('users.renew')}
          </ActionItem>
        )}
        <Menu.Item
          component="a"
          href={`/api/users/${user.id}/data`}
          download={`person-${user.id}.json`}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('users.data')}
        </Menu.Item>
        {isForgotten && (
          <ActionItem icon={IconReportAnalytics} onClick={() => onTask('anonymize')}>
            {t('users.anonymize.show_report')}
          </ActionItem>
        )}
        {user.id !== me.id && !isForgotten && <TakeAway user={user} onTask={onTask} />}
      </Menu.Dropdown>
    </Menu>
  );
}

const TakeAway = ({ user, onTask }: AccountMenuProps) => (
  <>
    <Menu.Divider />
    {user.deactivated_at === null ? (
      <Deactivate onChoose={() => onTask('deactivate')} />
    ) : (
      <Reactivate user={user} />
    )}
    <ActionItem isDanger icon={IconEyeOff} onClick={() => onTask('anonymize')}>
      {t('users.anonymize')}
    </ActionItem>
  </>
);

const Deactivate = ({ onChoose }: { onChoose: () => void }) => (
  <ActionItem isDanger icon={IconUserOff} onClick={onChoose}>
    {t('users.deactivate')}
  </ActionItem>
);

/** Takes nothing from anybody, so that it needs no question. */
function Reactivate({ user }: { user: User }) {
  const { id } = user;
  const name = nameOf(user);
  const api = trpc.useUtils();
  const reactivate = trpc.user.reactivate.useMutation({
    onSuccess: () => toastSuccess(t('users.reactivated', { name })),
    onError: (error) => toastError(t('users.not_reactivated', { name }), error),
    onSettled: () => api.user.list.invalidate(),
  });
  return (
    <ActionItem icon={IconUserCheck} onClick={() => reactivate.mutate({ id })}>
      {t('users.reactivate')}
    </ActionItem>
  );
}
