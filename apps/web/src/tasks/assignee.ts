import { type Named, nameOf, type Task } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import type { Me } from '../session/load-me.ts';

type Person = { user_id: number } & Named;

/** The value of a select for nobody: its options are text. */
export const NOBODY = '';

/** Who has a task. */
export const assigneeOf = (task: Pick<Task, 'assignee_name' | 'assignee_told_apart_by'>): Named => ({
  display_name: task.assignee_name ?? '',
  told_apart_by: task.assignee_told_apart_by,
});

/**
 * Whom a task may be given to: the members of its project, an administrator who looks at it, and whoever has it.
 * @param members undefined while they load
 */
export function assignable(
  members: readonly Person[] | undefined,
  me: Pick<Me, 'id' | 'username' | 'display_name' | 'role'>,
  task?: Pick<Task, 'assignee_id' | 'assignee_name' | 'assignee_told_apart_by'>,
): Person[] {
  const people = new Map<number, Person>();
  for (const member of members ?? []) people.set(member.user_id, member);
  if (me.role === 'admin' && !people.has(me.id)) people.set(me.id, { ...me, user_id: me.id });
  if (task && task.assignee_id !== null && !people.has(task.assignee_id))
    people.set(task.assignee_id, { user_id: task.assignee_id, ...assigneeOf(task) });
  return [...people.values()].toSorted((left, right) => left.display_name.localeCompare(right.display_name));
}

export const assigneeOptions = (people: readonly Person[]) => [
  { value: NOBODY, label: t('tasks.nobody') },
  ...people.map((person) => ({ value: String(person.user_id), label: nameOf(person) })),
];

/** The change of assignee that an option means. */
export function assignment(value: string, people: readonly Person[]) {
  const person = people.find(({ user_id }) => String(user_id) === value);
  return {
    assignee_id: person?.user_id ?? null,
    assignee_name: person?.display_name ?? null,
    assignee_told_apart_by: person?.told_apart_by,
  };
}
