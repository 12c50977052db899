import { taskPriorityValues, utcDay } from '@timetracker/shared';
import type { Place, Task } from '../cast/worker.ts';
import { descriptions } from '../words/work-words.ts';
import type { Scene } from './deed.ts';
import { appeared } from './field-changes.ts';
import type { Told } from './told.ts';

/** What is older than so many open ones is not touched any more. */
const MOST_OPEN = 40;
const DAY_MS = 86_400_000;
const URGENCY_MATTERS = 0.3;
const HAS_DUE_DATE = 0.3;
const TAKEN_AT_ONCE = 0.3;

export const toldOfTask = (
  action: Told['action'],
  task: Task,
  project: Place,
  extra_data: Told['extra_data'],
): Told => ({
  entity_type: 'task',
  action,
  entity_id: task.id,
  entity_name: task.name,
  project_id: project.id,
  extra_data,
});

/** What capture adds of a task that is somebody's. */
export const assigneeOf = ({ assignee }: Task) => (assignee ? { assignee: assignee.display_name } : {});

export const taskFields = (task: Task, project: Place) => ({
  name: task.name,
  description: task.description,
  status: task.status,
  priority: task.priority,
  assignee_id: task.assignee?.id ?? null,
  due_date: task.due_date,
  project_id: project.id,
});
export const taskNames = ({ assignee }: Task, project: Place) => ({
  assignee_id: assignee?.display_name,
  project_id: project.name,
});

/** A day within the next month. */
export const dueDate = ({ at, random }: Pick<Scene, 'at' | 'random'>): string =>
  utcDay(new Date(at + random.whole(1, 30) * DAY_MS));

export function createTask(scene: Scene): readonly Told[] {
  const { by, project, world, random } = scene;
  const task: Task = {
    id: world.nextId(),
    name: world.taskName(),
    description: random.pick(descriptions),
    status: 'todo',
    priority: random.chance(URGENCY_MATTERS) ? random.pick(taskPriorityValues) : 'normal',
    due_date: random.chance(HAS_DUE_DATE) ? dueDate(scene) : null,
    assignee: random.chance(TAKEN_AT_ONCE) ? by : null,
  };
  project.tasks.push(task);
  if (project.tasks.length > MOST_OPEN) project.tasks.shift();
  const changes = appeared(taskFields(task, project), taskNames(task, project));
  return [toldOfTask('created', task, project, { ...assigneeOf(task), changes })];
}

/** Does something to an open task of the project; makes one where there is none that it could be done to. */
export const withTask =
  (tell: (task: Task, scene: Scene) => readonly Told[] | undefined) =>
  (scene: Scene): readonly Told[] => {
    const { tasks } = scene.project;
    const told = tasks.length > 0 ? tell(scene.random.pickLate(tasks), scene) : undefined;
    return told ?? createTask(scene);
  };
