import { entityDefinition, entityTypes } from './catalog/entities.ts';

/** Values that somebody may have posted, or that were never there. */
const missing = [undefined, null, '', ' ', '\u200b\u2060', 0, 7, true, [], {}, [null], { before: null }];
/** What sentences take from extra data by name. */
export const saidKeys = [
  'assignee',
  'member_added',
  'member_removed',
  'old_status',
  'new_status',
  'key',
  'session',
  'sessions',
];
const tracked = [...new Set(entityTypes.flatMap((type) => entityDefinition(type).tracked))];

/** Extra data in which what a sentence may speak of is missing, or has another shape than expected. */
export const oddExtraData: Record<string, unknown>[] = [
  {},
  ...missing.flatMap((value) => saidKeys.map((key) => ({ [key]: value }))),
  ...missing.map((value) => ({ old_status: value, new_status: 'done' })),
  ...missing.map((value) => ({ old_status: 'todo', new_status: value })),
  ...missing.map((changes) => ({ changes })),
  ...missing.flatMap((value) => tracked.map((field) => ({ changes: { [field]: value } }))),
  ...missing.flatMap((value) =>
    tracked.flatMap((field) => [
      { changes: { [field]: { before: value, after: null, before_name: value } } },
      { changes: { [field]: { before: null, after: value, after_name: value } } },
    ]),
  ),
  { changes: JSON.parse('{"__proto__":{"before":1,"after":null}}') as unknown },
];

/** What no sentence says, in any language. */
export const SAYS_NOTHING = /null|undefined|NaN|\[object|""|„“|"\s*"|„\s*“|\s{2}/;
