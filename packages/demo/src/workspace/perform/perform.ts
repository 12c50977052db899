import type { Deeds, Kind, Step } from '../plan/step.ts';
import { clientDeeds } from './deeds/clients.ts';
import { invoiceDeeds } from './deeds/invoices.ts';
import { peopleDeeds } from './deeds/people.ts';
import { projectDeeds } from './deeds/projects.ts';
import { taskDeeds } from './deeds/tasks.ts';
import { timeDeeds } from './deeds/time.ts';
import type { Doing } from './doing.ts';
import type { Stage } from './stage.ts';

const doings: { [Which in Kind]: Doing<Deeds[Which]> } = {
  ...peopleDeeds,
  ...clientDeeds,
  ...projectDeeds,
  ...taskDeeds,
  ...timeDeeds,
  ...invoiceDeeds,
};

/** Does what a step says, through the procedures that people use. */
export async function perform<Which extends Kind>(stage: Stage, { kind, deed }: Step<Which>): Promise<void> {
  await doings[kind](stage, deed);
}
