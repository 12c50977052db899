import type { TimeEntry } from '@timetracker/shared';
import { beforeAll, describe, expect, test } from 'vitest';
import { activateLocale } from '../i18n/activate-locale.ts';
import { readPeriod } from './entry-period.ts';
import { type EntryValues, movedTo, valuesOf } from './entry-values.ts';

const zone = 'Europe/Berlin';
const now = Date.parse('2026-11-24T20:00:00Z');

beforeAll(() => activateLocale({ locale: 'en-GB', time_zone: zone }));

const typed = (started_at: string, ended_at: string, date = '2026-11-24', end_date = date) => ({
  date,
  started_at,
  ended_at,
  end_date,
});
const read = (values: ReturnType<typeof typed>, more: { entry?: TimeEntry; ends?: Date[] } = {}) => {
  const reading = readPeriod(values, { zone, now, ...more });
  return 'issues' in reading
    ? reading.issues
    : [reading.value.start.toISOString(), reading.value.end?.toISOString() ?? null];
};
const entry = (started_at: string, ended_at: string | null): TimeEntry => ({
  id: 1,
  user_id: 1,
  display_name: 'Mia Member',
  project_id: 1,
  project_name: 'New Website',
  project_color: 'blue',
  task_id: null,
  task_name: null,
  notes: '',
  started_at,
  ended_at,
  invoice_id: null,
  version: 1,
});

describe('typed times', () => {
  test('are meant in the person’s zone', () => {
    expect(read(typed('9', '1030'))).toEqual(['2026-11-24T08:00:00.000Z', '2026-11-24T09:30:00.000Z']);
    expect(read(typed('22', '2', '2026-11-23', '2026-11-24'))).toEqual([
      '2026-11-23T21:00:00.000Z',
      '2026-11-24T01:00:00.000Z',
    ]);
    expect(read(typed('20', '24:00', '2026-11-23'))).toEqual([
      '2026-11-23T19:00:00.000Z',
      '2026-11-23T23:00:00.000Z',
    ]);
  });

  test.each([
    [typed('nine', '10'), { started_at: 'time.no_such_time' }],
    [typed('', ''), { started_at: 'time.no_such_time', ended_at: 'time.no_such_time' }],
    [typed('9', '10', ''), { date: 'time.needs_date', end_date: 'time.needs_date' }],
    [typed('10', '9'), { ended_at: 'time.ends_before' }],
    [typed('10', '10'), { ended_at: 'time.ends_before' }],
    [typed('10', '10:01', '2026-11-22', '2026-11-23'), { ended_at: 'time.too_long' }],
    [typed('20', '22'), { ended_at: 'time.in_future' }],
    [typed('9', '10', '2026-11-25'), { started_at: 'time.in_future' }],
    [typed('2:30', '4', '2026-03-29'), { started_at: 'time.skipped_hour' }],
  ])('%o cannot be', (values, issues) => {
    expect(read(values)).toEqual(issues);
  });

  test('that come twice are the first that make a period', () => {
    expect(read(typed('2:30', '2:45', '2026-10-25'))).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T00:45:00.000Z',
    ]);
    expect(read(typed('2:30', '2:15', '2026-10-25'))).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:15:00.000Z',
    ]);
  });

  test('that follow an entry at its very minute begin at its very second', () => {
    const ends = [new Date('2026-11-24T08:03:27.500Z')];
    expect(read(typed('9:03', '10'), { ends })).toEqual([
      '2026-11-24T08:03:27.500Z',
      '2026-11-24T09:00:00.000Z',
    ]);
    expect(read(typed('9:02', '10'), { ends })).toEqual([
      '2026-11-24T08:02:00.000Z',
      '2026-11-24T09:00:00.000Z',
    ]);
  });
});

describe('an entry being edited', () => {
  const timed = entry('2026-11-24T08:03:27.500Z', '2026-11-24T09:00:59.900Z');

  test('keeps the seconds of times that are left alone', () => {
    const values = valuesOf(timed, zone);
    expect(values).toMatchObject(typed('09:03', '10:00'));
    expect(read(values as ReturnType<typeof typed>, { entry: timed })).toEqual([
      timed.started_at,
      timed.ended_at,
    ]);
    expect(read({ ...typed('09:03', '10:30') }, { entry: timed })).toEqual([
      timed.started_at,
      '2026-11-24T09:30:00.000Z',
    ]);
  });

  test('may stay as long as it was, though nothing as long could be entered', () => {
    const weekend = entry('2026-11-20T16:00:00.000Z', '2026-11-23T08:00:00.000Z');
    const values = valuesOf(weekend, zone);
    expect(values).toMatchObject({ date: '2026-11-20', end_date: '2026-11-23' });
    expect(read(values as ReturnType<typeof typed>, { entry: weekend })).toEqual([
      weekend.started_at,
      weekend.ended_at,
    ]);
    expect(read(typed('17:30', '09:00', '2026-11-20', '2026-11-23'), { entry: weekend })).toEqual({
      ended_at: 'time.too_long',
    });
  });

  test('has no end while its timer runs', () => {
    const running = entry('2026-11-24T08:00:00.000Z', null);
    expect(read(typed('8:30', ''), { entry: running })).toEqual(['2026-11-24T07:30:00.000Z', null]);
    expect(read(typed('23', ''), { entry: running })).toEqual({ started_at: 'time.in_future' });
  });

  test('takes its end along to another day', () => {
    const night = { date: '2026-11-23', end_date: '2026-11-24' } as EntryValues;
    expect(movedTo(night, '2026-11-20')).toEqual({ date: '2026-11-20', end_date: '2026-11-21' });
    expect(movedTo(night, '')).toEqual({ date: '', end_date: '' });
  });
});
