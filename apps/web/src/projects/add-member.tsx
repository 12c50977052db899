import { Button, Group, Select } from '@mantine/core';
import { nameOf, type Project } from '@timetracker/shared';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { toastError, toastSuccess } from '../ui/toast.tsx';
import type { Member } from './member.ts';

/** Lets an administrator take somebody into a project. */
export function AddMember({ project, members }: { project: Project; members: readonly Member[] }) {
  const [userId, setUserId] = useState<number | null>(null);
  const api = trpc.useUtils();
  const users = trpc.user.list.useQuery();
  const memberIds = new Set(members.map((member) => member.user_id));
  const others = (users.data ?? []).filter((user) => user.deactivated_at === null && !memberIds.has(user.id));
  const chosen = others.find((user) => user.id === userId);
  const add = trpc.project.addMember.useMutation({
    onSuccess: () => {
      toastSuccess(t('projects.member_added', { person: chosen ? nameOf(chosen) : '', name: project.name }));
      setUserId(null);
    },
    onError: (error) => toastError(t('projects.member_not_added'), error),
    onSettled: () => api.project.invalidate(),
  });
  return (
    <Group align="flex-end" wrap="nowrap" gap="xs">
      <Select<number>
        flex={1}
        label={t('projects.add_member')}
        placeholder={t('projects.choose_person')}
        data={others.map((user) => ({
          value: user.id,
          label: nameOf({ ...user, told_apart_by: user.username }),
        }))}
        nothingFoundMessage={t(users.isSuccess ? 'projects.nobody_else' : 'projects.people_loading')}
        searchable
        value={userId}
        onChange={setUserId}
      />
      <Button
        disabled={!chosen}
        loading={add.isPending}
        onClick={() => chosen && add.mutate({ project_id: project.id, user_id: chosen.id })}
      >
        {t('projects.add')}
      </Button>
    </Group>
  );
}
