import { Badge, Card, Table, Text } from '@mantine/core';
import type { User } from '@timetracker/shared';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { roleLabel } from '../i18n/catalog-labels.ts';
import { formatDate } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { Name } from '../ui/name.tsx';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { Query } from '../ui/query.tsx';
import { AccountMenu } from './account-menu.tsx';
import { type AccountTask, UserDialog } from './user-dialog.tsx';
import classes from './users.module.css';

/** Everybody who may sign in, is invited to, or once could. */
export function UserList() {
  const users = trpc.user.list.useQuery();
  const [task, setTask] = useState<AccountTask | null>(null);
  return (
    <Query of={users} what={t('users.users')} skeleton={240} failure={t('users.not_loaded')}>
      {(users) => (
        <Card padding={0}>
          <Table verticalSpacing="sm" horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('users.name')}</Table.Th>
                <Table.Th visibleFrom="md">{t('users.email')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('users.role')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('users.status')}</Table.Th>
                <Table.Th visibleFrom="md">{t('users.since')}</Table.Th>
                <Table.Th className={classes['menu']}>
                  <span className={classes['hidden']}>{t('users.actions')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {users.map((user) => (
                <UserRow key={user.id} user={user} onTask={(kind) => setTask({ kind, user })} />
              ))}
            </Table.Tbody>
          </Table>
          <UserDialog task={task} onClose={() => setTask(null)} />
        </Card>
      )}
    </Query>
  );
}

const UserRow = ({ user, onTask }: { user: User; onTask: (kind: AccountTask['kind']) => void }) => (
  <Table.Tr data-gone={user.deactivated_at ? true : undefined}>
    <Table.Td>
      <div className={classes['person']}>
        <PersonAvatar name={user.display_name} size={34} />
        <div className={classes['names']}>
          <Text size="sm" fw={600}>
            <Name of={user} />
          </Text>
          <Text size="xs" c="dimmed">
            <Isolated>{user.username}</Isolated>
          </Text>
          <Text size="xs" c="dimmed" hiddenFrom="md">
            {user.email}
          </Text>
          <div className={classes['badges']}>
            <RoleBadge role={user.role} />
            <StatusBadge user={user} />
          </div>
        </div>
      </div>
    </Table.Td>
    <Table.Td visibleFrom="md">{user.email}</Table.Td>
    <Table.Td visibleFrom="sm">
      <RoleBadge role={user.role} />
    </Table.Td>
    <Table.Td visibleFrom="sm">
      <StatusBadge user={user} />
    </Table.Td>
    <Table.Td visibleFrom="md">{formatDate(user.created_at)}</Table.Td>
    <Table.Td className={classes['menu']}>
      <AccountMenu user={user} onTask={onTask} />
    </Table.Td>
  </Table.Tr>
);

const RoleBadge = ({ role }: Pick<User, 'role'>) => (
  <Badge variant="light" color={role === 'admin' ? 'indigo' : 'gray'} tt="none">
    {roleLabel(role)}
  </Badge>
);

const colors = { active: 'teal', invited: 'blue', deactivated: 'red', anonymized: 'gray.6' };

/** Whether somebody can sign in, and why not. */
function StatusBadge({ user: { anonymized_at, deactivated_at, invited } }: { user: User }) {
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
