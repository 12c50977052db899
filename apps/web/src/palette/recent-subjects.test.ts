import { expect, test } from 'vitest';
import { recentSubjects } from './recent-subjects.ts';

const on = (project_id: number, task_id: number | null = null) => ({
  project_id,
  project_name: `Project ${project_id}`,
  task_id,
  task_name: task_id === null ? null : `Task ${task_id}`,
});

test('each subject once, the latest first, three at most', () => {
  const entries = [on(1), on(2), on(1), on(1, 7), on(2), on(3), on(4)];
  expect(recentSubjects(entries)).toEqual([on(1), on(2), on(1, 7)]);
});

test('what runs now is not offered again', () => {
  expect(recentSubjects([on(1), on(2)], on(1))).toEqual([on(2)]);
});
