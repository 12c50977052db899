import { beforeAll, expect, test } from 'vitest';
import { activateLocale } from '../../i18n/activate-locale.ts';
import { feedFilters } from './feed-filter.ts';

beforeAll(() => activateLocale({ locale: 'en' }));

const labels = (role: 'member' | 'admin') => feedFilters(role).map(({ label }) => label);

test('a member may narrow the feed to each type but the administrators’', () => {
  expect(labels('member')).toEqual([
    'All Activities',
    'Projects only',
    'Tasks only',
    'Time Entries only',
    'Invoices only',
    'Clients only',
    'Comments only',
  ]);
});

test('an administrator may narrow it to users as well', () => {
  expect(labels('admin')).toContain('Users only');
});
