import type { Calendar } from '../calendar.ts';
import { type Step, step } from './step.ts';

const MINUTE_MS = 60_000;

/** How long before now somebody's recorded time ends at the latest, in minutes: one is in the middle of something. */
export const idleMinutes = { admin: 64, lena: 29, jonas: 22, amara: 45, mateo: 39, sofia: 14 } as const;

/**
 * The hour up to now, whatever time of day it is: whoever looks in for the first time sees the agency at work. It is
 * about tasks of its own, so that it goes with everything before.
 */
export function lastHour(calendar: Calendar): Step[] {
  const at = (workday: number, hours: number, minutes: number) => calendar.at(workday, hours * 60 + minutes);
  const ago = (minutes: number) => calendar.now - minutes * MINUTE_MS;
  const guests = 'shop.guests';
  const reminders = 'booking.reminders';
  const emptyStates = 'app.empty_states';
  const newsletter = 'rebrand.newsletter';
  return [
    step(at(28, 8, 58.2), 'lena', 'create_task', {
      task: guests,
      project: 'shop',
      name: 'Order without an account',
      description: 'Name, address, e-mail, done. An account is offered afterwards, once.',
      priority: 'high',
      assignee: 'jonas',
      due_date: calendar.dayAfter(28, 5),
    }),
    step(at(29, 9, 4.1), 'lena', 'create_task', {
      task: reminders,
      project: 'booking',
      name: 'Reminder a day before the appointment',
      assignee: 'mateo',
      due_date: calendar.dayAfter(28, 4),
    }),
    step(at(28, 9, 17.6), 'amara', 'create_task', {
      task: emptyStates,
      project: 'app',
      name: 'What to show when there is no bicycle',
      assignee: 'amara',
      due_date: calendar.dayAfter(28, 3),
    }),
    step(at(29, 9, 26.9), 'amara', 'change_task', { task: emptyStates, status: 'in_progress' }),
    step(at(29, 11, 31.3), 'jonas', 'change_task', { task: guests, status: 'in_progress' }),
    step(ago(54.1), 'mateo', 'change_task', { task: reminders, status: 'in_progress' }),
    step(ago(47.6), 'lena', 'create_comment', {
      comment: 'now.0',
      task: reminders,
      body: 'And when the appointment is on a Monday? Nobody reads e-mails of a clinic on a Sunday.',
    }),
    step(ago(42.9), 'mateo', 'create_comment', {
      comment: 'now.1',
      task: reminders,
      body: 'Then on Friday. One line, and a test for it.',
    }),
    step(ago(36.4), 'amara', 'change_task', { task: emptyStates, status: 'review' }),
    step(ago(31.2), 'mateo', 'create_comment', {
      comment: 'now.2',
      task: emptyStates,
      body: 'A walking time to the next station would be better than "none here".',
    }),
    step(ago(27.2), 'admin', 'set_invoice_status', { invoice: 'care_month', status: 'paid' }),
    step(ago(23.5), 'admin', 'note_on_client', {
      client: 'nordhaus',
      notes: 'Invoices by e-mail only, paid on the day. Katrin decides, her deputy is Ole.',
    }),
    step(ago(19.4), 'jonas', 'start_timer', {
      entry: 'now',
      project: 'shop',
      task: guests,
      notes: 'Address form',
      stop_running: false,
    }),
    step(ago(15.8), 'amara', 'create_comment', {
      comment: 'now.3',
      task: emptyStates,
      body: 'True, and we know it anyway. Added, please have another look.',
    }),
    step(ago(12.3), 'mateo', 'change_task', { task: emptyStates, status: 'done' }),
    step(ago(8.7), 'admin', 'set_invoice_status', { invoice: 'app_second', status: 'sent' }),
    step(ago(5.1), 'sofia', 'create_task', {
      task: newsletter,
      project: 'rebrand',
      name: 'Newsletter: why we look different',
      description: 'To 4,100 people who like Brightwater as it was.',
    }),
    step(ago(2.4), 'lena', 'change_task', { task: newsletter, assignee: 'sofia' }),
  ];
}
