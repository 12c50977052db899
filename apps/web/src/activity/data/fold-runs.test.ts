import type { Activity } from '@timetracker/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleActivity } from './example-activity.ts';
import { foldRuns, unfold } from './fold-runs.ts';
import { newestFirst } from './merge-feed.ts';

const START = Date.parse('2026-11-24T09:00:00Z');
const MINUTE = 60_000;
const at = (minute: number, parts: Partial<Activity> = {}) =>
  exampleActivity({
    id: 1_000 + minute,
    action: 'updated',
    entity_type: 'task',
    created_at: new Date(START + minute * MINUTE).toISOString(),
    ...parts,
  });
const everywhere = () => '';
/** How many activities each entry holds. */
const shape = (activities: Activity[], sectionOf: (activity: Activity) => string = everywhere) =>
  foldRuns(activities, sectionOf).map((entry) => (entry.kind === 'one' ? 1 : entry.activities.length));

describe('a run', () => {
  test('is folded from three alike on', () => {
    expect(shape([at(2), at(1)])).toEqual([1, 1]);
    expect(shape([at(3), at(2), at(1)])).toEqual([3]);
  });

  test.each<[string, Partial<Activity>]>([
    ['another person', { user_id: 6 }],
    ['somebody who is not known any more', { user_id: null, display_name: 'System' }],
    ['another action', { action: 'completed' }],
    ['another type', { entity_type: 'project' }],
    ['another project', { project_id: 43 }],
  ])('ends with %s', (_, different) => {
    expect(shape([at(5), at(4), at(3), at(2, different), at(1)])).toEqual([3, 1, 1]);
    expect(shape([at(5), at(4), at(3, different), at(2), at(1)])).toEqual([1, 1, 1, 1, 1]);
  });

  test('lasts an hour at the most', () => {
    expect(shape([at(60), at(30), at(0)])).toEqual([3]);
    expect(shape([at(61), at(30), at(0)])).toEqual([1, 1, 1]);
    expect(shape([at(100), at(80), at(50), at(30), at(10), at(0)])).toEqual([3, 3]);
  });

  test('does not reach into another section', () => {
    expect(shape([at(4), at(3), at(2), at(1)], ({ id }) => (id > 1_001 ? 'new' : 'seen'))).toEqual([3, 1]);
  });
});

describe('whatever happened', () => {
  const activities = fc
    .array(
      fc.record({
        minute: fc.integer({ min: 0, max: 240 }),
        user_id: fc.constantFrom(1, 2, null),
        action: fc.constantFrom('updated' as const, 'created' as const),
        entity_type: fc.constantFrom('task' as const, 'project' as const),
        project_id: fc.constantFrom(1, null),
      }),
      { maxLength: 80 },
    )
    .map((all) =>
      all.map(({ minute, ...parts }, index) => at(minute, { ...parts, id: index + 1 })).sort(newestFirst),
    );
  const sections = fc.constantFrom(everywhere, ({ created_at }: Activity) => created_at.slice(0, 13));

  test('nothing is lost, doubled or moved', () => {
    fc.assert(
      fc.property(activities, sections, (all, sectionOf) => {
        expect(unfold(foldRuns(all, sectionOf))).toEqual(all);
      }),
    );
  });

  test('a run is of one kind, one section, one hour, and at least three', () => {
    fc.assert(
      fc.property(activities, sections, (all, sectionOf) => {
        for (const entry of foldRuns(all, sectionOf)) {
          if (entry.kind === 'one') continue;
          const kind = (activity: Activity) =>
            JSON.stringify([
              activity.user_id,
              activity.action,
              activity.entity_type,
              activity.project_id,
              sectionOf(activity),
            ]);
          const times = entry.activities.map(({ created_at }) => Date.parse(created_at));
          expect(new Set(entry.activities.map(kind)).size).toBe(1);
          expect(entry.activities.length).toBeGreaterThanOrEqual(3);
          expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(60 * MINUTE);
        }
      }),
    );
  });
});
