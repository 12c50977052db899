import { Button, Group, Select } from '@mantine/core';
import type { Project } from '@timetracker/shared';
import { useState } from 'react';
import { trpc } from '../trpc.ts';
import { sayDone, sayFailed } from '../ui/toast.tsx';
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
      sayDone(`${chosen?.display_name ?? 'Member'} added to project “${project.name}”`);
      setUserId(null);
    },
    onError: (error) => sayFailed('The member was not added', error),
    onSettled: () => api.project.invalidate(),
  });
  return (
    <Group align="flex-end" wrap="nowrap" gap="xs">
      <Select<number>
        flex={1}
        label="Add a member"
        placeholder="Choose a person"
        data={others.map((user) => ({ value: user.id, label: `${user.display_name} (${user.username})` }))}
        nothingFoundMessage={users.isSuccess ? 'Nobody else' : 'Loading…'}
        searchable
        value={userId}
        onChange={setUserId}
      />
      <Button
        disabled={!chosen}
        loading={add.isPending}
        onClick={() => chosen && add.mutate({ project_id: project.id, user_id: chosen.id })}
      >
        Add
      </Button>
    </Group>
  );
}
