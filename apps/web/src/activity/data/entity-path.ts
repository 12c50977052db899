import type { Activity, EntityRef, EntityType, ReportedType } from '@timetracker/shared';
import { dayOf } from '../../i18n/format.ts';

/** The page that shows what an activity is about, and what has to exist for that page to. */
export interface EntityPage {
  path: string;
  entity: EntityRef;
}

type Subject = Pick<
  Activity,
  'entity_type' | 'entity_id' | 'extra_data' | 'project_id' | 'user_id' | 'created_at'
>;

const page = (entity_type: ReportedType, entity_id: number, path: string): EntityPage => ({
  path,
  entity: { entity_type, entity_id },
});

const onProject = ({ project_id }: Subject) =>
  project_id === null ? undefined : page('project', project_id, `/projects/${project_id}`);

const startedOn = ({ extra_data, created_at }: Subject): string => {
  const { changes } = extra_data;
  const started = typeof changes === 'object' && changes !== null && 'started_at' in changes;
  const change = started ? changes.started_at : undefined;
  const at = typeof change === 'object' && change !== null && 'after' in change ? change.after : undefined;
  return dayOf(typeof at === 'string' ? at : created_at);
};

const pages: Record<EntityType, (subject: Subject, viewer_id: number) => EntityPage | undefined> = {
  project: ({ entity_id }) => page('project', entity_id, `/projects/${entity_id}`),
  task: ({ entity_id }) => page('task', entity_id, `/tasks/${entity_id}`),
  client: ({ entity_id }) => page('client', entity_id, `/clients/${entity_id}`),
  invoice: ({ entity_id }) => page('invoice', entity_id, `/invoices/${entity_id}`),
  user: ({ entity_id }) => page('user', entity_id, '/users'),
  // The page of time shows one's own: what others booked is found at its project.
  time_entry: (subject, viewer_id) =>
    subject.user_id === viewer_id
      ? page('time_entry', subject.entity_id, `/time?date=${startedOn(subject)}`)
      : onProject(subject),
  comment: (subject) => {
    const task_id = subject.extra_data['task_id'];
    return typeof task_id === 'number' ? page('task', task_id, `/tasks/${task_id}`) : onProject(subject);
  },
  audit: () => undefined,
};

/** Where an activity's link leads; undefined where no page shows what it is about. */
export const entityPage = (subject: Subject, viewer_id: number): EntityPage | undefined =>
  pages[subject.entity_type](subject, viewer_id);

export const entityKey = ({ entity_type, entity_id }: EntityRef) => `${entity_type} ${entity_id}`;
