import { ActionIcon, Group, Text } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import type { Project } from '@timetracker/shared';
import { trpc } from '../trpc.ts';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { sayDone, sayFailed } from '../ui/toast.tsx';
import type { Member } from './member.ts';

interface MemberRowProps {
  project: Project;
  member: Member;
  mayRemove: boolean;
}

export function MemberRow({ project, member, mayRemove }: MemberRowProps) {
  const api = trpc.useUtils();
  const remove = trpc.project.removeMember.useMutation({
    onSuccess: () => sayDone(`${member.display_name} removed from project “${project.name}”`),
    onError: (error) => sayFailed(`${member.display_name} was not removed`, error),
    onSettled: () => api.project.invalidate(),
  });
  return (
    <Group component="li" wrap="nowrap" gap="sm">
      <PersonAvatar name={member.display_name} />
      <div>
        <Text size="sm" fw={600}>
          {member.display_name}
        </Text>
        <Text size="xs" c="dimmed">
          {member.username}
        </Text>
      </div>
      {mayRemove && (
        <ActionIcon
          ml="auto"
          variant="default"
          size="lg"
          aria-label={`Remove ${member.display_name}`}
          loading={remove.isPending}
          onClick={() => remove.mutate({ project_id: project.id, user_id: member.user_id })}
        >
          <IconUserMinus size={18} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
