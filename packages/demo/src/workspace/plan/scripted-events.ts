import type { Calendar } from '../calendar.ts';
import { closures } from './closures.ts';
import { type Step, step } from './step.ts';

/** What happens once: changes, mistakes and second thoughts. By workday, in hours of the day. */
export function scriptedEvents(calendar: Calendar): Step[] {
  const at = (workday: number, hours: number, minutes: number) => calendar.at(workday, hours * 60 + minutes);
  return [
    step(at(1, 9, 12.4), 'admin', 'rename_person', { person: 'mateo', display_name: 'Mateo García' }),
    step(at(1, 11, 2.3), 'admin', 'create_duplicate_client', {
      client: 'twice',
      name: 'Nordhaus Moebel GmbH',
    }),
    step(at(1, 11, 5.8), 'admin', 'delete_client', { client: 'twice' }),
    ...trialProject((minutes) => at(2, 15, 40 + minutes)),
    step(at(3, 10, 21.1), 'admin', 'note_on_client', {
      client: 'velomondo',
      notes: 'The contract starts next week. Sanne prefers to be called before ten.',
    }),
    step(at(6, 13, 46.5), 'amara', 'describe_project', {
      project: 'portfolio',
      description: 'Thirty-one buildings, large pictures, few words.',
    }),
    step(at(7, 10, 3.2), 'admin', 'add_member', { project: 'care', person: 'sofia' }),
    step(at(7, 10, 4.1), 'admin', 'remove_member', { project: 'care', person: 'sofia' }),
    step(at(7, 10, 4.6), 'admin', 'add_member', { project: 'app', person: 'sofia' }),
    ...duplicateTask((minutes) => at(9, 11, 31 + minutes)),
    step(at(12, 9, 44.7), 'admin', 'change_rate', { project: 'app', hourly_rate_cents: 10_400 }),
    step(at(16, 14, 18.9), 'lena', 'describe_project', {
      project: 'shop',
      description:
        'A new shop for furniture: catalogue, configurator, checkout. Goes live in two steps; the wish list is in the second.',
    }),
    step(at(19, 8, 51.6), 'admin', 'add_member', { project: 'site', person: 'mateo' }),
    ...closures.flatMap(({ project, from, to }) => [
      step(calendar.at(...from), 'lena', 'archive_project', { project }),
      ...(to ? [step(calendar.at(...to), 'lena', 'unarchive_project', { project })] : []),
    ]),
    step(at(26, 9, 31.4), 'admin', 'note_on_client', {
      client: 'brightwater',
      notes: 'Pays at the end of the month whatever the invoice says. Now one month late; Lena knows.',
    }),
  ];
}

/** Somebody tries how it works, and takes it away again. */
const trialProject = (at: (minutes: number) => number): Step[] => [
  step(at(0), 'mateo', 'create_trial_project', { project: 'trial', name: 'Trying things out' }),
  step(at(0.8), 'mateo', 'create_task', {
    task: 'trial.task',
    project: 'trial',
    name: 'What happens if I click here?',
  }),
  step(at(1.5), 'mateo', 'create_comment', { comment: 'trial.comment', task: 'trial.task', body: 'Aha.' }),
  step(at(1.9), 'mateo', 'change_task', { task: 'trial.task', status: 'done' }),
  step(at(4.2), 'mateo', 'delete_project', { project: 'trial' }),
];

const duplicateTask = (at: (minutes: number) => number): Step[] => [
  step(at(0), 'lena', 'create_task', {
    task: 'shop.twice',
    project: 'shop',
    name: 'Checkout (again)',
    assignee: 'mateo',
  }),
  step(at(2.4), 'lena', 'delete_task', { task: 'shop.twice' }),
];
