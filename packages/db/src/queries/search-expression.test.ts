import { AppError } from '@timetracker/shared';
import { describe, expect, test } from 'vitest';
import { parseSearch } from './search-expression.ts';

describe('a search expression', () => {
  test('has words, phrases, keys with comma lists, ranges and exclusions', () => {
    const { include, exclude } = parseSearch(
      'logo "new website" user:John.Doe,jane action:deleted type:project project:42 created:>=2025-10-01 created:2025-10-01..2025-10-31 -action:updated -draft',
    );
    expect(include).toMatchObject({
      phrases: ['logo', 'new website'],
      usernames: ['john.doe', 'jane'],
      actions: ['deleted'],
      types: ['project'],
      project_ids: [42],
    });
    expect(include.created).toEqual([
      { from: new Date('2025-10-01T00:00:00Z') },
      { from: new Date('2025-10-01T00:00:00Z'), to: new Date('2025-10-31T23:59:59.999Z') },
    ]);
    expect(exclude).toMatchObject({ actions: ['updated'], phrases: ['draft'] });
  });

  test.each([
    ['action:exploded', /exploded.*created, updated/],
    ['type:planet', /planet.*project/],
    ['project:x', /project: must be a whole number/],
    ['created:yesterday', /created: must be an ISO 8601/],
    ['   ', /must have words/],
  ])('%s is refused with what was expected', (q, message) => {
    expect(() => parseSearch(q)).toThrow(AppError);
    expect(() => parseSearch(q)).toThrow(message);
  });
});
