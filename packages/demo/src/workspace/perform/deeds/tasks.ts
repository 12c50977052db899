import type { Deeds } from '../../plan/step.ts';
import type { Doing } from '../doing.ts';

type TaskDeeds =
  | 'create_task'
  | 'change_task'
  | 'delete_task'
  | 'create_comment'
  | 'change_comment'
  | 'delete_comment';

export const taskDeeds: { [Kind in TaskDeeds]: Doing<Deeds[Kind]> } = {
  create_task: async ({ api, ids }, { task, project, assignee, ...fields }) => {
    const project_id = ids.of('project', project);
    const assignee_id = assignee && ids.of('person', assignee);
    ids.set('task', task, await api.task.create({ ...fields, project_id, assignee_id }));
  },
  change_task: ({ api, ids }, { task, assignee, ...changes }) =>
    api.task.update({
      id: ids.of('task', task),
      ...changes,
      ...(assignee && { assignee_id: ids.of('person', assignee) }),
    }),
  delete_task: ({ api, ids }, { task }) => api.task.delete({ id: ids.of('task', task) }),
  create_comment: async ({ api, ids }, { comment, task, body }) =>
    ids.set('comment', comment, await api.comment.create({ task_id: ids.of('task', task), body })),
  change_comment: ({ api, ids }, { comment, body }) =>
    api.comment.update({ id: ids.of('comment', comment), body }),
  delete_comment: ({ api, ids }, { comment }) => api.comment.delete({ id: ids.of('comment', comment) }),
};
