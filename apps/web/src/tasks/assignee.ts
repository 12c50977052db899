import type { Task } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import type { Me } from '../session/load-me.ts';

type Person = { user_id: number; display_name: string };

/** The value of a select for nobody: its options are text. */
export const NOBODY = '';

/**
 * Whom a task may be given to: the members of its project, an administrator who looks at it, and whoever has it.
 * @param members undefined while they load
 */
export function assignable(
  members: readonly Person[] | undefined,
  me: Pick<Me, 'id' | 'display_name' | 'role'>,
  task?: Pick<Task, 'assignee_id' | 'assignee_name'>,
): Person[] {
  const people = new Map<number, Person>();
  for (const { user_id, display_name } of members ?? []) people.set(user_id, { user_id, display_name });
  if (me.role === 'admin') people.set(me.id, { user_id: me.id, display_name: me.display_name });
  if (task && task.assignee_id !== null && !people.has(task.assignee_id))
    people.set(task.assignee_id, { user_id: task.assignee_id, display_name: task.assignee_name ?? '' });
  return [...people.values()].toSorted((left, right) => left.display_name.localeCompare(right.display_name));
}

export const assigneeOptions = (people: readonly Person[]) => [
  { value: NOBODY, label: t('tasks.nobody') },
  ...people.map(({ user_id, display_name }) => ({ value: String(user_id), label: display_name })),
];

/** The change of assignee that an option means. */
export function assignment(value: string, people: readonly Person[]) {
  const person = people.find(({ user_id }) => String(user_id) === value);
  return { assignee_id: person?.user_id ?? null, assignee_name: person?.display_name ?? null };
}
