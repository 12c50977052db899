import { isAdmin, type Principal } from '@timetracker/accounts';
import type { Comment, TimeEntry } from '@timetracker/db';
import { AppError, type RemovalObstacle, type RemovalObstacles, removalObstacles } from '@timetracker/shared';

const nouns: Record<RemovalObstacle, [one: string, many: string]> = {
  projects: ['project', 'projects'],
  invoices: ['invoice', 'invoices'],
  billed_entries: ['billed time entry', 'billed time entries'],
  others_comments: ['comment of somebody else', 'comments of other people'],
  others_entries: ['time entry of somebody else', 'time entries of other people'],
};

/** "1 invoice and 2 billed time entries" */
const inWords = (obstacles: RemovalObstacles): string => {
  const parts = removalObstacles.flatMap((name) => {
    const count = obstacles[name] ?? 0;
    return count === 0 ? [] : [`${count} ${nouns[name][count === 1 ? 0 : 1]}`];
  });
  return new Intl.ListFormat('en').format(parts);
};

/**
 * The refusal of a removal: what stands in the way, and what to do.
 * @param obstacles how many there are of each; also data of the issue, for clients that say it in their own words
 */
export const cannotRemove = (name: string, obstacles: RemovalObstacles, advice: string) => {
  const found = inWords(obstacles);
  const values = Object.fromEntries(Object.entries(obstacles).filter(([, count]) => count > 0));
  const issue = { path: 'id', message: `has ${found}`, values };
  return new AppError('conflict', `"${name}" has ${found}; ${advice}`, { issues: [issue] });
};

interface Whole {
  name: string;
  comments: readonly Pick<Comment, 'user_id'>[];
  entries: readonly Pick<TimeEntry, 'user_id' | 'invoice_id'>[];
  invoices?: number;
  /** What to do instead, such as "archive it". */
  instead: string;
}

/**
 * Guards the removal of a whole by its parts: whoever may not delete one of them may not delete them together. What is
 * billed stays, whoever asks. Call it while the parts are locked.
 * @throws {AppError} conflict saying what stands in the way and what to do instead
 */
export function checkRemovable(principal: Principal, whole: Whole): void {
  const { name, comments, entries, instead } = whole;
  const billed_entries = entries.filter(({ invoice_id }) => invoice_id != null).length;
  const invoices = whole.invoices ?? 0;
  if (billed_entries + invoices > 0)
    throw cannotRemove(name, { invoices, billed_entries }, `${instead} instead`);
  if (isAdmin(principal)) return;
  const ofOthers = ({ user_id }: { user_id: number }) => user_id !== principal.id;
  const others_comments = comments.filter(ofOthers).length;
  const others_entries = entries.filter(ofOthers).length;
  if (others_comments + others_entries > 0)
    throw cannotRemove(
      name,
      { others_comments, others_entries },
      `${instead}, or ask an administrator to delete it`,
    );
}
