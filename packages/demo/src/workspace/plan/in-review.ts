import type { Calendar } from '../calendar.ts';
import type { PersonKey } from '../story/people.ts';
import type { ProjectKey } from '../story/projects.ts';
import { type Step, step } from './step.ts';

interface Waiting {
  task: string;
  project: ProjectKey;
  name: string;
  description?: string;
  by: PersonKey;
  assignee: PersonKey;
  /** When it goes to review on the last workday before today, in minutes after midnight. */
  handed_in: number;
}

/** What waits to be looked at: the work was quick, and nobody had the time yet. */
const waiting: readonly Waiting[] = [
  {
    task: 'shop.dates',
    project: 'shop',
    name: 'Delivery dates in the basket',
    description: 'The earliest one for each piece, and one for all together.',
    by: 'mateo',
    assignee: 'jonas',
    handed_in: 15 * 60 + 44,
  },
  {
    task: 'rebrand.stamps',
    project: 'rebrand',
    name: 'Stamps for the paper bags',
    by: 'lena',
    assignee: 'amara',
    handed_in: 16 * 60 + 9,
  },
  {
    task: 'site.receipts',
    project: 'site',
    name: 'Receipts that accountants accept',
    description: 'With the tax of the country that the coffee goes to.',
    by: 'sofia',
    assignee: 'jonas',
    handed_in: 11 * 60 + 52,
  },
];

const LAST = 29;

export const inReview = (calendar: Calendar): Step[] =>
  waiting.flatMap(({ by, assignee, handed_in, ...what }) => {
    const at = (workday: number, minutes: number) => calendar.at(workday, minutes);
    const { task } = what;
    const due_date = calendar.dayAfter(LAST, 3);
    return [
      step(at(LAST - 2, handed_in - 95), by, 'create_task', { ...what, assignee, due_date }),
      step(at(LAST - 1, handed_in - 61.3), assignee, 'change_task', { task, status: 'in_progress' }),
      step(at(LAST, handed_in), assignee, 'change_task', { task, status: 'review' }),
    ];
  });
