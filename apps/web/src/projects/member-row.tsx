import { ActionIcon, Group, Text } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { nameOf, type Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { Name } from '../ui/name.tsx';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { toastError, toastSuccess } from '../ui/toast.tsx';
import type { Member } from './member.ts';

interface MemberRowProps {
  project: Project;
  member: Member;
  mayRemove: boolean;
}

export function MemberRow({ project, member, mayRemove }: MemberRowProps) {
  const { user_id, display_name, username, role } = member;
  const api = trpc.useUtils();
  const onSettled = () => api.project.invalidate();
  const membership = { project_id: project.id, user_id };
  const addAgain = trpc.project.addMember.useMutation({
    onError: (error) => toastError(t('projects.member_not_added'), error),
    onSettled,
  });
  const remove = trpc.project.removeMember.useMutation({
    onSuccess: () =>
      toastSuccess(t('projects.member_removed', { person: nameOf(member), name: project.name }), {
        undo: () => addAgain.mutate(membership),
      }),
    onError: (error) => toastError(t('projects.member_not_removed', { person: nameOf(member) }), error),
    onSettled,
  });
  return (
    <Group component="li" wrap="nowrap" gap="sm">
      <PersonAvatar name={display_name} />
      <div>
        <Text size="sm" fw={600}>
          <Name of={member} />
        </Text>
        <Text size="xs" c="dimmed">
          <Isolated>{username}</Isolated>
          {role === 'admin' && ` · ${t('projects.administrator')}`}
        </Text>
      </div>
      {mayRemove && (
        <ActionIcon
          ml="auto"
          variant="default"
          size="lg"
          aria-label={t('projects.remove_member', { person: nameOf(member) })}
          loading={remove.isPending}
          onClick={() => remove.mutate(membership)}
        >
          <IconUserMinus size={18} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
