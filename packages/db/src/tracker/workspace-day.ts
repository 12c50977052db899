import type { EntityManager } from '@mikro-orm/postgresql';
import { type CalendarDay, dayIn, nearestTimeZone } from '@timetracker/shared';
import { currentTime } from '../capture/actor.ts';
import { Workspace } from '../entities/index.ts';

/** The day that it is in the workspace's zone: invoices are dated, and become overdue, by it. */
export async function workspaceDay(em: EntityManager): Promise<CalendarDay> {
  const { time_zone } = await em.findOneOrFail(Workspace, { only: true });
  return dayIn(currentTime(), nearestTimeZone(time_zone));
}
