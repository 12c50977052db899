import type { Task } from '@timetracker/shared';

/** A task for tests, as the API gives it. */
export const exampleTask = (facts: Partial<Task> = {}): Task => ({
  id: 1,
  project_id: 1,
  project_name: 'New Website',
  name: 'Fix sign-in',
  description: '',
  status: 'todo',
  priority: 'normal',
  assignee_id: null,
  assignee_name: null,
  due_date: null,
  comment_count: 0,
  version: 1,
  created_at: '2026-11-24T10:00:00.000Z',
  ...facts,
});
