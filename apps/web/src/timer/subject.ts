import { isolated, type TimeEntry } from '@timetracker/shared';

/** What a time entry is about: its task, within its project. */
export const subjectOf = ({ project_name, task_name }: Pick<TimeEntry, 'project_name' | 'task_name'>) =>
  task_name ? `${isolated(project_name)}: ${isolated(task_name)}` : isolated(project_name);
