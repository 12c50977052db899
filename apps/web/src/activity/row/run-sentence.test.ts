import type { Activity } from '@timetracker/shared';
import { describe, expect, test } from 'vitest';
import { activateLocale } from '../../i18n/activate-locale.ts';
import { exampleActivity } from '../data/example-activity.ts';
import { runSentence } from './run-sentence.ts';

const tasks = (ids: number[], parts: Partial<Activity> = {}) =>
  ids.map((entity_id) =>
    exampleActivity({ action: 'updated', entity_type: 'task', entity_id, entity_name: 'Logo', ...parts }),
  );

describe.each([
  [
    'en-GB',
    [
      'Updated 3 tasks in New Website',
      'Changed the status of 2 tasks',
      'Updated task "Logo" 3 times',
      'Commented on task "Logo" in New Website 3 times',
      'Archived 3 projects',
    ],
  ],
  [
    'de-DE',
    [
      '3 Aufgaben in New Website geändert',
      'Status von 2 Aufgaben geändert',
      'Aufgabe „Logo“ geändert, 3-mal',
      'Aufgabe „Logo“ in New Website kommentiert, 3-mal',
      '3 Projekte archiviert',
    ],
  ],
])('a run in %s', (locale, expected) => {
  test('says how many things it was about, or how often it was about one', async () => {
    await activateLocale({ locale });
    expect([
      runSentence(tasks([1, 2, 3]), 'New Website'),
      runSentence(tasks([1, 2, 2], { action: 'status_changed' }), undefined),
      runSentence(tasks([1, 1, 1]), undefined),
      runSentence(tasks([1, 1, 1], { action: 'commented' }), 'New Website'),
      runSentence(tasks([1, 2, 3], { action: 'archived', entity_type: 'project' }), 'New Website'),
    ]).toEqual(expected);
  });
});
