import type { Activity } from '@timetracker/shared';
import { beforeAll, expect, test } from 'vitest';
import { activateLocale } from '../../../i18n/activate-locale.ts';
import { formatDuration } from '../../../i18n/format.ts';
import { exampleActivity } from '../../data/example-activity.ts';
import { fieldChanges } from './field-changes.ts';

beforeAll(() => activateLocale({ locale: 'en-GB', time_zone: 'Europe/Berlin' }));

type Changes = Record<string, { before: unknown; after: unknown; before_name?: string; after_name?: string }>;
const read = (entity_type: Activity['entity_type'], changes: Changes, extra: Activity['extra_data'] = {}) =>
  fieldChanges(
    exampleActivity({
      entity_type,
      extra_data: { ...extra, changes: JSON.parse(JSON.stringify(changes)) },
    }),
  ).map(({ label, before, after }) => [label, before, after]);

test.each<
  [Activity['entity_type'], string, unknown, unknown, string, string | undefined, string | undefined]
>([
  ['task', 'name', 'Logo', 'New logo', 'Name', 'Logo', 'New logo'],
  ['task', 'status', 'todo', 'in_progress', 'Status', 'To do', 'In progress'],
  ['task', 'priority', 'normal', 'urgent', 'Priority', 'Normal', 'Urgent'],
  ['task', 'due_date', null, '2026-11-24', 'Due date', undefined, '24 Nov 2026'],
  ['task', 'description', '', 'Blue', 'Description', undefined, 'Blue'],
  ['time_entry', 'ended_at', null, '2026-11-24T09:30:00.000Z', 'End', undefined, '24 Nov 2026, 10:30'],
  ['invoice', 'status', 'draft', 'sent', 'Status', 'Draft', 'Sent'],
  ['invoice', 'total_cents', 100_000, 119_050, 'Total', '€1,000.00', '€1,190.50'],
  ['invoice', 'tax_rate_basis_points', 700, 1_900, 'Tax rate', '7 %', '19 %'],
  ['user', 'role', 'member', 'admin', 'Role', 'Member', 'Administrator'],
  ['project', 'client_id', null, 3, 'Client', undefined, '#3'],
  ['project', 'shoe_size', 1_000, true, 'Shoe size', '1,000', 'Yes'],
])('%s %s: from %j to %j', (entity_type, field, before, after, ...expected) => {
  expect(read(entity_type, { [field]: { before, after } })).toEqual([expected]);
});

test('names of what is referred to are said instead of numbers', () => {
  expect(
    read('task', { assignee_id: { before: 1, after: 2, before_name: 'Jane', after_name: 'John' } }),
  ).toEqual([['Assignee', 'Jane', 'John']]);
  expect(read('project', { members: { before: null, after: 2 } }, { member_added: 'John' })).toEqual([
    ['Members', undefined, 'John'],
  ]);
});

test('amounts have the currency of what they belong to', () => {
  const change = { total_cents: { before: null, after: 5_000 } };
  expect(read('invoice', change, { currency: 'USD' })).toEqual([['Total', undefined, 'US$50.00']]);
});

test('amounts have the decimals of what they belong to', () => {
  const change = { total_cents: { before: null, after: 5_000 } };
  const posted = (extra_data: object, source: string) =>
    fieldChanges(
      exampleActivity({ entity_type: 'invoice', source, extra_data: { changes: change, ...extra_data } }),
    ).map(({ after }) => after);
  expect(posted({ currency: 'JPY', currency_decimals: 0 }, 'app')).toEqual(['JP¥5,000']);
  // Told before amounts followed ISO 4217.
  expect(posted({ currency: 'JPY' }, 'app')).toEqual(['JP¥50.00']);
  expect(posted({ currency: 'JPY' }, 'api')).toEqual(['JP¥5,000']);
  expect(posted({ currency: 'JPY', currency_decimals: 1e9 }, 'api')).toEqual(['JP¥5,000']);
});

test('a number that was once kept as text is the same number', () => {
  expect(read('invoice', { total_cents: { before: '28263', after: 28_263 } }, { currency: 'EUR' })).toEqual(
    [],
  );
  expect(read('project', { hourly_rate_cents: { before: '9000', after: 9_500 } })).toEqual([
    ['Hourly rate', '€90.00', '€95.00'],
  ]);
  expect(read('project', { hourly_rate_cents: { before: '9000', after: null } })).toEqual([
    ['Hourly rate', '€90.00', undefined],
  ]);
  expect(read('invoice', { number: { before: '2026', after: '2027' } })).toEqual([
    ['Number', '2026', '2027'],
  ]);
});

test('a member is called by the name in the change', () => {
  expect(read('project', { members: { before: 2, after: null, before_name: 'John' } })).toEqual([
    ['Members', 'John', undefined],
  ]);
});

test('what somebody posted that is no currency and no time is shown as far as it can be', () => {
  const change = { total_cents: { before: null, after: 5_000 } };
  for (const currency of ['dollars', '€', 7, ''])
    expect(read('invoice', change, { currency: JSON.parse(JSON.stringify(currency)) })).toEqual([
      ['Total', undefined, '€50.00'],
    ]);
  for (const time of ['2026-99-99', '2026-99-99T00:00:00Z', '2026-01-01T25:61:00Z'])
    expect(read('task', { due_date: { before: null, after: time } })).toEqual([
      ['Due date', undefined, time],
    ]);
});

test('what reads the same is no change, and what is no change at all is passed over', () => {
  expect(read('task', { name: { before: null, after: '' } })).toEqual([]);
  for (const changes of [undefined, null, [], 'x', { name: 'x' }])
    expect(fieldChanges(exampleActivity({ extra_data: changes === undefined ? {} : { changes } }))).toEqual(
      [],
    );
});

test('lines of an invoice are said one below the other, with what they cost', () => {
  const item = {
    position: 2,
    kind: 'item',
    description: 'Domain',
    quantity_hundredths: 150,
    unit_price_cents: 1_000,
  };
  const time = {
    position: 3,
    kind: 'time',
    description: 'Logo',
    task_id: 1,
    minutes: 90,
    unit_price_cents: 9_000,
  };
  const told = (before: unknown, after: unknown, beside = {}) =>
    read('invoice', { lines: { before, after, ...beside } }, { currency: 'EUR' });
  expect(told([item], [time], { after_left_out: 12 })).toEqual([
    ['Lines', '2. Domain (1.50 × €10.00)', `3. Logo (${formatDuration(5_400)} × €90.00)\nand 12 more lines`],
  ]);
  expect(told([], [item, time])).toEqual([
    ['Lines', undefined, `2. Domain (1.50 × €10.00)\n3. Logo (${formatDuration(5_400)} × €90.00)`],
  ]);
  expect(told([{ description: 'x', minutes: 'y', unit_price_cents: null }], [7])).toEqual([
    ['Lines', 'x', '[7]'],
  ]);
});
