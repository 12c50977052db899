import type { Deeds } from '../../plan/step.ts';
import type { Doing } from '../doing.ts';
import type { Ids } from '../ids.ts';

type TimeDeeds = 'start_timer' | 'stop_timer' | 'add_entry' | 'change_entry' | 'delete_entry';

const iso = (instant: number) => new Date(instant).toISOString();

const subject = (
  ids: Ids,
  { project, task, notes }: { project: string; task: string | null; notes: string },
) => ({
  project_id: ids.of('project', project),
  task_id: task === null ? null : ids.of('task', task),
  notes,
});

export const timeDeeds: { [Kind in TimeDeeds]: Doing<Deeds[Kind]> } = {
  start_timer: async ({ api, ids }, { entry, stop_running, ...what }) =>
    ids.set('entry', entry, await api.timeEntry.start({ ...subject(ids, what), stop_running })),
  stop_timer: ({ api }) => api.timeEntry.stop(),
  add_entry: async ({ api, ids }, { entry, from, to, ...what }) => {
    const period = { started_at: iso(from), ended_at: iso(to) };
    ids.set('entry', entry, await api.timeEntry.create({ ...subject(ids, what), ...period }));
  },
  change_entry: ({ api, ids }, { entry, to, ...changes }) =>
    api.timeEntry.update({
      id: ids.of('entry', entry),
      ...changes,
      ...(to !== undefined && { ended_at: iso(to) }),
    }),
  delete_entry: ({ api, ids }, { entry }) => api.timeEntry.delete({ id: ids.of('entry', entry) }),
};
