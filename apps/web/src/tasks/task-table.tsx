import { Button, Card, NativeSelect, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { Task } from '@timetracker/shared';
import { useState } from 'react';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import { sortTasks } from './task-order.ts';
import { isTaskSortKey, type TaskSearch, type TaskSortKey } from './task-search.ts';
import classes from './task-table.module.css';
import { TaskTableRow } from './task-table-row.tsx';
import { useTaskChange } from './use-task-change.ts';

/** As many rows as anybody reads at once. */
const SHOWN = 100;

interface TaskTableProps {
  tasks: readonly Task[];
  search: TaskSearch;
  onSearch: (search: TaskSearch) => void;
}

const columns: readonly { key: TaskSortKey; field: string; wide?: true }[] = [
  { key: 'name', field: 'name' },
  { key: 'status', field: 'status' },
  { key: 'priority', field: 'priority', wide: true },
  { key: 'assignee', field: 'assignee_id', wide: true },
  { key: 'due', field: 'due_date', wide: true },
];

/** Tasks as a table that is sorted by its headings; on a phone, by a field above it. */
export function TaskTable({ tasks, search, onSearch }: TaskTableProps) {
  const { sort, descending, ...others } = search;
  const [shown, setShown] = useState(SHOWN);
  const change = useTaskChange();
  const sorted = sortTasks(tasks, sort, descending);
  const sortBy = (key: TaskSortKey) =>
    onSearch(
      sort === key && !descending ? { ...others, sort: key, descending: true } : { ...others, sort: key },
    );
  const direction = (key: TaskSortKey) => {
    if (sort !== key) return 'none';
    return descending ? 'descending' : 'ascending';
  };
  return (
    <>
      <NativeSelect
        hiddenFrom="sm"
        mb="xs"
        label={t('tasks.sort_by')}
        data={[
          { value: '', label: t('tasks.sort_usual') },
          ...columns.map(({ key, field }) => ({ value: key, label: fieldLabel('task', field) })),
        ]}
        value={sort ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onSearch(isTaskSortKey(value) ? { ...others, sort: value } : others)
        }
      />
      <Card padding={0}>
        <Table verticalSpacing="xs" horizontalSpacing="sm" fz="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ key, field, wide }) => (
                <Table.Th
                  key={key}
                  {...(wide && { visibleFrom: 'sm' })}
                  aria-sort={direction(key)}
                  className={classes[key] ?? ''}
                >
                  <SortButton
                    label={fieldLabel('task', field)}
                    direction={direction(key)}
                    onClick={() => sortBy(key)}
                  />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sorted.slice(0, shown).map((task) => (
              <TaskTableRow key={task.id} task={task} onMove={(task, status) => change(task, { status })} />
            ))}
          </Table.Tbody>
        </Table>
      </Card>
      {sorted.length > shown && (
        <Button variant="default" mt="sm" fullWidth onClick={() => setShown(shown + SHOWN)}>
          {t('tasks.show_more', { count: sorted.length - shown })}
        </Button>
      )}
    </>
  );
}

/** Named as `aria-sort` has them. */
const directions = { none: IconArrowsSort, ascending: IconArrowUp, descending: IconArrowDown } as const;

interface SortButtonProps {
  label: string;
  direction: keyof typeof directions;
  onClick: () => void;
}

/** A column heading that sorts; how it does at the moment is said by the cell it is in. */
function SortButton({ label, direction, onClick }: SortButtonProps) {
  const Icon = directions[direction];
  return (
    <UnstyledButton className={classes['sort'] ?? ''} onClick={onClick}>
      {label}
      <Icon
        size={14}
        aria-hidden
        className={classes['arrow']}
        data-active={direction !== 'none' || undefined}
      />
    </UnstyledButton>
  );
}
