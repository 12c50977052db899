import { type ReportedType } from '@timetracker/shared';
import { WeightedDraw } from '../weighted-draw.ts';
import { clientDeeds } from './client.ts';
import { commentDeeds } from './comment.ts';
import type { Deed, DeedsOf } from './deed.ts';
import { invoiceDeeds } from './invoice.ts';
import { projectDeeds } from './project.ts';
import { taskDeeds } from './task.ts';
import { timeEntryDeeds } from './time-entry.ts';
import { userDeeds } from './user.ts';

/** What people work on, each type of the catalog with a deed for every action that it declares: one more there asks for one here. */
const deeds: { [Type in ReportedType]: DeedsOf<Type> } = {
  project: projectDeeds,
  task: taskDeeds,
  time_entry: timeEntryDeeds,
  invoice: invoiceDeeds,
  client: clientDeeds,
  user: userDeeds,
  comment: commentDeeds,
};

const all: Deed[] = Object.values(deeds).flatMap((ofType) => Object.values<Deed>(ofType));

/** Draws what somebody does next. */
export const allDeeds = new WeightedDraw(all, ({ share }) => share);
