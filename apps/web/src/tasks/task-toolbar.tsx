import { CloseButton, Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { nameOf, type Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { assignable } from './assignee.ts';
import type { TaskSearch } from './task-search.ts';

interface TaskToolbarProps {
  project: Project;
  search: TaskSearch;
  onSearch: (search: TaskSearch) => void;
}

const EVERYBODY = '';

const asAssignee = (value: string): TaskSearch['assignee'] => {
  if (value === 'me' || value === 'nobody') return value;
  return value === EVERYBODY ? undefined : Number(value);
};

/** Which tasks are shown, and how; all of it stands in the address. */
export function TaskToolbar({ project, search, onSearch }: TaskToolbarProps) {
  const me = useMe();
  const members = trpc.project.members.useQuery({ id: project.id });
  const { assignee, q, view, ...others } = search;
  const rest = { ...others, ...(view && { view }) };
  const people = assignable(members.data, me).filter(({ user_id }) => user_id !== me.id);
  const find = (text: string) =>
    onSearch({ ...rest, ...(assignee !== undefined && { assignee }), ...(text !== '' && { q: text }) });
  const narrow = (value: TaskSearch['assignee']) =>
    onSearch({ ...rest, ...(q !== undefined && { q }), ...(value !== undefined && { assignee: value }) });
  return (
    <Group gap="xs" mb="md">
      <TextInput
        aria-label={t('tasks.find')}
        placeholder={t('tasks.find')}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          q && <CloseButton size="sm" aria-label={t('common.clear_search')} onClick={() => find('')} />
        }
        value={q ?? ''}
        onChange={({ currentTarget: { value } }) => find(value)}
        flex={{ base: '1 1 100%', sm: '0 1 20rem' }}
      />
      <NativeSelect
        aria-label={t('tasks.whose')}
        data={[
          { value: EVERYBODY, label: t('tasks.everybodys') },
          { value: 'me', label: t('tasks.mine') },
          { value: 'nobody', label: t('tasks.nobodys') },
          ...people.map((person) => ({ value: String(person.user_id), label: nameOf(person) })),
        ]}
        value={String(assignee ?? EVERYBODY)}
        onChange={({ currentTarget: { value } }) => narrow(asAssignee(value))}
      />
      <SegmentedControl
        ml="auto"
        aria-label={t('tasks.view')}
        data={[
          { value: 'board', label: t('tasks.board') },
          { value: 'list', label: t('tasks.list') },
        ]}
        value={view ?? 'board'}
        onChange={(value) => {
          const { view: _, ...unchanged } = search;
          onSearch(value === 'list' ? { ...unchanged, view: 'list' } : unchanged);
        }}
      />
    </Group>
  );
}
