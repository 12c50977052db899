import { Card, Skeleton, Table, Text } from '@mantine/core';
import type { User } from '@timetracker/shared';
import { formatDate } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { UserBadges } from './user-badges.tsx';

/** Everybody who may sign in, or once could. */
export function UserList() {
  const users = trpc.user.list.useQuery();
  if (users.isPending)
    return (
      <Loading what={t('users.users')}>
        <Skeleton height={240} />
      </Loading>
    );
  if (users.isLoadingError)
    return <Failure title={t('users.not_loaded')} error={users.error} onRetry={() => void users.refetch()} />;
  return (
    <Card padding={0}>
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('users.name')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('users.email')}</Table.Th>
            <Table.Th>{t('users.role')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('users.since')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {users.data.map((user) => (
            <UserRow key={user.id} user={user} />
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

const UserRow = ({ user }: { user: User }) => (
  <Table.Tr>
    <Table.Td>
      <Text size="sm" fw={600}>
        {user.display_name}
      </Text>
      <Text size="xs" c="dimmed">
        {user.username}
      </Text>
      <Text size="xs" c="dimmed" hiddenFrom="sm">
        {user.email}
      </Text>
    </Table.Td>
    <Table.Td visibleFrom="sm">{user.email}</Table.Td>
    <Table.Td>
      <UserBadges user={user} />
    </Table.Td>
    <Table.Td visibleFrom="sm">{formatDate(user.created_at)}</Table.Td>
  </Table.Tr>
);
