import { type TaskStatus, taskPriorityValues } from '@timetracker/shared';
import type { Place, Task } from '../cast/worker.ts';
import { descriptions } from '../words/work-words.ts';
import { writeComment } from './comment.ts';
import type { DeedsOf, Scene } from './deed.ts';
import { changed, statusChange, vanished } from './field-changes.ts';
import type { Told } from './told.ts';
import { assigneeOf, createTask, dueDate, taskFields, taskNames, toldOfTask, withTask } from './with-task.ts';

const TAKES_IT_ONESELF = 0.5;

type Edit = (task: Task, scene: Scene) => ReturnType<typeof changed>;

const rename: Edit = (task, { world }) => {
  const before = task.name;
  while (task.name === before) task.name = world.taskName();
  return changed('name', before, task.name);
};
const rewrite: Edit = (task, { random }) => {
  const before = task.description;
  task.description = random.pick(descriptions.filter((description) => description !== before));
  return changed('description', before, task.description);
};
const prioritize: Edit = (task, { random }) => {
  const before = task.priority;
  task.priority = random.pick(taskPriorityValues.filter((priority) => priority !== before));
  return changed('priority', before, task.priority);
};
const reschedule: Edit = (task, scene) => {
  const before = task.due_date;
  while (task.due_date === before) task.due_date = dueDate(scene);
  return changed('due_date', before, task.due_date);
};
const edits = [rename, rewrite, prioritize, reschedule];

const update = withTask((task, scene) => {
  const changes = scene.random.pick(edits)(task, scene);
  return [toldOfTask('updated', task, scene.project, { ...assigneeOf(task), changes })];
});

/** Where work goes on from a status, the usual way more often; that it is done has an action of its own. */
const steps: Partial<Record<TaskStatus, readonly TaskStatus[]>> = {
  todo: ['in_progress', 'in_progress', 'in_progress', 'in_progress', 'cancelled'],
  in_progress: ['review', 'review', 'review', 'review', 'todo'],
  review: ['in_progress'],
};

const changeStatus = withTask((task, { project, random }) => {
  const next = steps[task.status];
  return next && step(task, project, random.pick(next));
});

const complete = withTask((task, { project }) => step(task, project, 'done'));

function step(task: Task, project: Place, status: TaskStatus): readonly Told[] {
  const before = task.status;
  task.status = status;
  if (status === 'done' || status === 'cancelled') close(task, project);
  const changes = changed('status', before, status);
  const action = status === 'done' ? 'completed' : 'status_changed';
  return [
    toldOfTask(action, task, project, { ...statusChange(before, status), ...assigneeOf(task), changes }),
  ];
}

const close = (task: Task, project: Place) => project.tasks.splice(project.tasks.indexOf(task), 1);

const assign = withTask((task, { at, by, project, random }) => {
  const before = task.assignee;
  const other = project.members.draw(random);
  const after = other.joined > at || random.chance(TAKES_IT_ONESELF) ? by : other;
  if (after === before) return undefined;
  task.assignee = after;
  const assignee_id = {
    before: before?.id ?? null,
    after: after.id,
    ...(before && { before_name: before.display_name }),
    after_name: after.display_name,
  };
  return [toldOfTask('assigned', task, project, { ...assigneeOf(task), changes: { assignee_id } })];
});

const remove = withTask((task, { project }) => {
  close(task, project);
  const changes = vanished(taskFields(task, project), taskNames(task, project));
  return [toldOfTask('deleted', task, project, { ...assigneeOf(task), changes })];
});

export const taskDeeds: DeedsOf<'task'> = {
  created: { share: 55, tell: createTask },
  updated: { share: 50, tell: update },
  status_changed: { share: 95, tell: changeStatus },
  completed: { share: 40, tell: complete },
  assigned: { share: 50, tell: assign },
  // Told together with the comment itself.
  commented: { share: 0, tell: writeComment },
  deleted: { share: 5, tell: remove },
};
