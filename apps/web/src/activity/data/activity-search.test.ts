import { actions, entityTypes } from '@timetracker/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ActivityState, readSearch, searchOf, stateOf } from './activity-search.ts';

describe('an address', () => {
  test('says what is asked for as the REST API says it', () => {
    const search = {
      user_id: '3,5',
      entity_type: 'task,project',
      action: 'deleted',
      project_id: 7,
      start_date: '2026-01-01',
      end_date: '2026-01-31',
      q: '"new website" -action:updated',
      view: 4,
    };
    expect(readSearch(search)).toEqual(search);
    expect(stateOf(search).filters.user_id).toEqual([3, 5]);
  });

  test.each([
    [{}, {}],
    [{ user_id: 3 }, { user_id: 3 }],
    [{ user_id: 'x,-1,4' }, { user_id: 4 }],
    [{ entity_type: 'planet' }, {}],
    [{ entity_type: 'planet,task' }, { entity_type: 'task' }],
    [{ action: ['created'] }, {}],
    [{ project_id: 1.5 }, {}],
    [{ start_date: '2026-02-30' }, {}],
    [{ start_date: '2026-02-02', end_date: '2026-02-01' }, { end_date: '2026-02-01' }],
    [{ days: 7, start_date: '2026-02-02' }, { start_date: '2026-02-02' }],
    [{ days: 0 }, {}],
    [{ q: '   ' }, {}],
    [{ q: 42 }, { q: '42' }],
    [{ at: '2026-02-02', page: 3 }, { at: '2026-02-02' }],
    [{ colour: 'red' }, {}],
  ])('%j is read as %j', (search, expected) => {
    expect(readSearch(search)).toEqual(expected);
  });

  test('leads back to where it came from', () => {
    const id = fc.integer({ min: 1, max: 2_147_483_647 });
    const day = fc
      .date({ min: new Date('1970-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const dates = fc.oneof(
      fc.constant({}),
      fc.record({ days: fc.integer({ min: 1, max: 3_650 }) }),
      fc.record({ start_date: day }),
      fc.record({ end_date: day }),
    );
    const other = fc.record(
      {
        user_id: fc.uniqueArray(id, { minLength: 1, maxLength: 5 }),
        entity_type: fc.uniqueArray(fc.constantFrom(...entityTypes), { minLength: 1 }),
        action: fc.uniqueArray(fc.constantFrom(...actions), { minLength: 1 }),
        project_id: id,
        q: fc.constantFrom('logo', 'type:task', '42', 'a b'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(other, dates, (filters, dates) => {
        const state: ActivityState = { filters: { ...filters, ...dates } };
        expect(stateOf(searchOf(state))).toEqual(state);
      }),
    );
  });
});
