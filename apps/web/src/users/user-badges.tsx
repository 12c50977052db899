import { Badge, Group } from '@mantine/core';
import type { User } from '@timetracker/shared';
import { roleLabels } from './role-labels.ts';

export const UserBadges = ({ user }: { user: User }) => (
  <Group gap={4}>
    <Badge variant="light" color={user.role === 'admin' ? 'indigo' : 'gray'} tt="none">
      {roleLabels[user.role]}
    </Badge>
    {user.deactivated_at && (
      <Badge variant="light" color="red" tt="none">
        Deactivated
      </Badge>
    )}
  </Group>
);
