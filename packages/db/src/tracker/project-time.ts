import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProjectTime } from '@timetracker/shared';
import { sql } from 'kysely';
import { besideName, toldApart } from '../accounts/told-apart.ts';

interface Row {
  user_id: number;
  display_name: string;
  task_id: number | null;
  task_name: string | null;
  seconds: number;
  unbilled_seconds: number;
}

const add = <Key, Entry extends { seconds: number }>(sums: Map<Key, Entry>, key: Key, entry: Entry) => {
  const known = sums.get(key);
  if (known) known.seconds += entry.seconds;
  else sums.set(key, entry);
};

const bySeconds = (a: { seconds: number }, b: { seconds: number }) => b.seconds - a.seconds;

/** The finished time of a project in seconds: by person and by task, most first. */
export async function projectTime(em: EntityManager, project_id: number): Promise<ProjectTime> {
  const { rows } = await sql<Row>`
    select e.user_id, u.display_name, e.task_id, t.name as task_name,
      round(sum(extract(epoch from ended_at - started_at)))::bigint as seconds,
      coalesce(round(sum(extract(epoch from ended_at - started_at))
        filter (where invoice_id is null)), 0)::bigint as unbilled_seconds
    from time_entries e join users u on u.id = e.user_id left join tasks t on t.id = e.task_id
    where e.project_id = ${project_id} and ended_at is not null
    group by 1, 2, 3, 4`.execute(em.getKysely());
  const people = new Map<number, ProjectTime['by_person'][number]>();
  const tasks = new Map<number | null, ProjectTime['by_task'][number]>();
  for (const { user_id, display_name, task_id, task_name, seconds } of rows) {
    add(people, user_id, { user_id, display_name, seconds });
    add(tasks, task_id, { task_id, task_name, seconds });
  }
  const apart = await toldApart(em, [...people.keys()]);
  return {
    total_seconds: rows.reduce((sum, row) => sum + row.seconds, 0),
    unbilled_seconds: rows.reduce((sum, row) => sum + row.unbilled_seconds, 0),
    by_person: [...people.values()]
      .sort(bySeconds)
      .map((person) => ({ ...person, ...besideName(apart, person.user_id) })),
    by_task: [...tasks.values()].sort(bySeconds),
  };
}
