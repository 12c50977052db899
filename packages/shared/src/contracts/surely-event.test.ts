import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { postActivitiesInput } from './activity.ts';
import { activityEvent } from './activity-event.ts';
import { isSurelyEvent, isSurelyPosted } from './surely-event.ts';

/** Texts of every kind that a limit or a check tells apart; many of them fit. */
const someText = fc.oneof(
  { weight: 15, arbitrary: fc.constantFrom('a', 'Desk', '', ' ', '\u{1f600}', 'é') },
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('a\0', '\ud83d', '__proto__', 'constructor'),
  fc
    .constantFrom(64, 65, 100, 101, 500, 501, 999, 1_000, 2_000, 2_001, 10_000, 10_001)
    .map((n) => 'x'.repeat(n)),
  fc.constantFrom(50, 51, 250, 251, 500).map((n) => '\u{1f600}'.repeat(n)),
);
const someId = fc.oneof(
  { weight: 15, arbitrary: fc.integer({ min: 1, max: 9 }) },
  fc.constantFrom(0, -1, 1.5, 2_147_483_647, 2_147_483_648, 1e300, '1', null, true),
);
const someInstant = fc.oneof(
  {
    weight: 15,
    arbitrary: fc
      .date({ min: new Date(0), max: new Date(), noInvalidDate: true })
      .map((date) => date.toISOString()),
  },
  fc.constantFrom(
    '2026-02-29T00:00:00.000Z',
    '2024-02-29T00:00:00.000Z',
    '2026-01-31T24:00:00.000Z',
    '2026-01-31T12:00:60.000Z',
    '2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00.0000Z',
    '2026-01-31T12:00:00.0001Z',
    '2026-01-31T12:00:00.000+02:00',
    '2026-01-31t12:00:00.000z',
    '1969-12-31T23:59:59.999Z',
    '9999-12-31T23:59:59.999Z',
    '0000-01-01T00:00:00.000Z',
    '2026-01-31',
    '',
  ),
);
const someUuid = fc.oneof(
  { weight: 15, arbitrary: fc.uuid() },
  fc.constantFrom(
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '01890A5D-AC96-774B-BCCE-B302099A8057',
    '01890a5d-ac96-974b-bcce-b302099a8057',
    '01890a5d-ac96-774b-ccce-b302099a8057',
    'x',
  ),
);
const someAddress = fc.oneof(
  { weight: 15, arbitrary: fc.ipV4() },
  fc.ipV6(),
  fc.constantFrom('256.1.1.1', '01.1.1.1', '1.1.1', '::1', '1.1.1.1 ', '1.1.1.1\n', ''),
);
const someData = fc.oneof(
  {
    weight: 15,
    arbitrary: fc.dictionary(
      someText.filter((text) => text.length < 100),
      fc.jsonValue(),
    ),
  },
  fc.constantFrom<unknown>([], 1, 'x', JSON.parse('{"__proto__":1}'), JSON.parse('{"a":{"__proto__":1}}')),
  fc
    .integer({ min: 97, max: 102 })
    .map((depth) => ({ deep: JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown })),
  fc.constantFrom(10_000, 10_900, 10_930, 60_000, 65_520, 65_530).map((n) => ({ long: 'x'.repeat(n) })),
  fc.constantFrom(1_000, 8_180, 8_190, 9_000).map((n) => ({ many: Array.from({ length: n }, () => ({})) })),
  fc
    .constantFrom(1_500, 1_590, 1_600, 3_000)
    .map((n) => ({ numbers: Array.from({ length: n }, () => 1e-300) })),
);
const usually = (...usual: string[]) => ({ weight: 15, arbitrary: fc.constantFrom(...usual) });
const someAction = fc.oneof(
  usually('created', 'updated', 'purged', 'anonymized'),
  fc.constantFrom('flew', null, 3),
);
const someType = fc.oneof(usually('task', 'project', 'user'), fc.constantFrom('audit', 'rocket', null));

/** An object with some of its fields, and now and then with one more. */
const objectOf = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields, { requiredKeys: [] }).chain((value) =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constant(value) },
      fc
        .constantFrom('more', 'constructor', '__proto__')
        .map((key) => Object.assign(JSON.parse(`{"${key}":1}`), value)),
    ),
  );
const mostly = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof({ weight: 4, arbitrary: fc.record(fields) }, { weight: 1, arbitrary: objectOf(fields) });

const anEventOf = {
  event_id: someUuid,
  user_id: someId,
  action: someAction,
  entity_type: someType,
  entity_id: someId,
  entity_name: fc.option(someText),
  description: someText,
  extra_data: someData,
  project_id: someId,
  ip_address: fc.option(someAddress),
  user_agent: fc.option(someText),
  source: fc.oneof(usually('app', 'api', 'import'), fc.constant('moon')),
  occurred_at: fc.option(someInstant),
  received_at: someInstant,
};
const someVersion = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom<unknown>(1, undefined) },
  fc.constantFrom<unknown>(2, 0, 1.5, 32_768, '1', null),
);
const someEvent = mostly({
  v: someVersion,
  ...anEventOf,
  posted: fc.oneof(
    fc.constantFrom(null, undefined),
    mostly({
      user_id: someId,
      service: fc.constantFrom<unknown>(true, false, 1),
      ip_address: fc.option(fc.oneof(someAddress, someText)),
      user_agent: fc.option(someText),
      received_at: someInstant,
    }),
  ),
});
const somePostedEvent = fc
  .record({ action: someAction, entity_type: someType, entity_id: someId })
  .chain((required) =>
    objectOf({
      user_id: someId,
      username: someText,
      entity_name: fc.option(someText),
      description: fc.option(someText),
      extra_data: fc.option(someData),
      project_id: someId,
      ip_address: fc.option(someAddress),
      user_agent: fc.option(someText),
      created_at: someInstant,
      event_id: someUuid,
    }).map((value) => ({ ...required, ...value })),
  );
const somePosted = fc.oneof(
  somePostedEvent,
  fc.record({ activities: fc.array(somePostedEvent, { maxLength: 3 }) }),
  fc.record(
    { activities: fc.constantFrom<unknown>(null, [], {}), more: fc.constant(1) },
    { requiredKeys: ['activities'] },
  ),
);

test.each<[string, (value: unknown) => boolean, z.ZodType, fc.Arbitrary<unknown>]>([
  ['an event on its way', isSurelyEvent, activityEvent, someEvent],
  ['what is posted', isSurelyPosted, postActivitiesInput, somePosted],
])('of %s, whatever surely fits is taken by the schema as it is', (_, isSure, schema, some) => {
  let sure = 0;
  fc.assert(
    fc.property(some, (made) => {
      const value: unknown = JSON.parse(JSON.stringify(made));
      const parsed = schema.safeParse(value);
      if (!isSure(value)) return;
      sure += 1;
      expect(parsed.success).toBe(true);
      expect(isDeepStrictEqual(parsed.data, value)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
  // The test says nothing where nothing fits.
  expect(sure).toBeGreaterThan(200);
});
