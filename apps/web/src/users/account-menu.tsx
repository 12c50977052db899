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
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onTask('edit')}>
            {t('users.edit')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconClock size={16} aria-hidden />}
          onClick={() => void navigate({ to: '/time', search: { user_id: user.id } })}
        >
          {t('users.show_time')}
        </Menu.Item>
        {user.invited && !isGone && (
          <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => onTask('renew')}>
            {t('users.renew')}
          </Menu.Item>
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
          <Menu.Item
            leftSection={<IconReportAnalytics size={16} aria-hidden />}
            onClick={() => onTask('anonymize')}
          >
            {t('users.anonymize.show_report')}
          </Menu.Item>
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
    <Menu.Item
      color="var(--mantine-color-error)"
      leftSection={<IconEyeOff size={16} aria-hidden />}
      onClick={() => onTask('anonymize')}
    >
      {t('users.anonymize')}
    </Menu.Item>
  </>
);

const Deactivate = ({ onChoose }: { onChoose: () => void }) => (
  <Menu.Item
    color="var(--mantine-color-error)"
    leftSection={<IconUserOff size={16} aria-hidden />}
    onClick={onChoose}
  >
    {t('users.deactivate')}
  </Menu.Item>
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
    <Menu.Item
      leftSection={<IconUserCheck size={16} aria-hidden />}
      onClick={() => reactivate.mutate({ id })}
    >
      {t('users.reactivate')}
    </Menu.Item>
  );
}
