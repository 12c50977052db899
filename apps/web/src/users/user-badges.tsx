import { Badge } from '@mantine/core';
import type { User } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { roleLabel } from './role-label.ts';

export const RoleBadge = ({ role }: Pick<User, 'role'>) => (
  <Badge variant="light" color={role === 'admin' ? 'indigo' : 'gray'} tt="none">
    {roleLabel(role)}
  </Badge>
);

const colors = { active: 'teal', invited: 'blue', deactivated: 'red', anonymized: 'gray.6' };

/** Whether somebody can sign in, and why not. */
export function StatusBadge({ user: { anonymized_at, deactivated_at, invited } }: { user: User }) {
  const status = anonymized_at
    ? 'anonymized'
    : deactivated_at
      ? 'deactivated'
      : invited
        ? 'invited'
        : 'active';
  return (
    <Badge variant="dot" color={colors[status]} tt="none">
      {t(`users.status.${status}`)}
    </Badge>
  );
}
