import { Badge, Group } from '@mantine/core';
import type { User } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { roleLabel } from './role-label.ts';

export const UserBadges = ({ user }: { user: User }) => (
  <Group gap={4}>
    <Badge variant="light" color={user.role === 'admin' ? 'indigo' : 'gray'} tt="none">
      {roleLabel(user.role)}
    </Badge>
    {user.deactivated_at && (
      <Badge variant="light" color="red" tt="none">
        {t('users.deactivated')}
      </Badge>
    )}
  </Group>
);
