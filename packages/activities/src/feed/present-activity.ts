import type { EntityManager } from '@mikro-orm/postgresql';
import { besideName, toldApart } from '@timetracker/db';
import { type Activity, isBackdated, type Posted } from '@timetracker/shared';

/** A row as `readActivities` reads it. The name comes from the account as it is now. */
export interface ActivityRow
  extends Omit<Activity, 'created_at' | 'display_name' | 'told_apart_by' | 'backdated'> {
  created_at: Date;
  display_name: string | null;
  ip_address: string | null;
  user_agent: string | null;
  posted: Posted | null;
}

const SYSTEM = 'System';

/**
 * An activity as the seed shows it.
 * @param apart see {@link toldApart}
 * @param security also the IP address, the user agent and who posted it: for administrators who asked for them
 */
export function presentActivity(
  row: ActivityRow,
  security = false,
  apart: ReadonlyMap<number, string> = new Map(),
): Activity {
  const created_at = row.created_at.toISOString();
  return {
    id: row.id,
    user_id: row.user_id,
    username: row.username,
    display_name: row.display_name ?? (row.user_id === null ? SYSTEM : 'Deleted User'),
    ...besideName(apart, row.user_id),
    action: row.action,
    entity_type: row.entity_type,
    entity_id: row.entity_id,
    entity_name: row.entity_name,
    description: row.description,
    extra_data: row.extra_data,
    created_at,
    event_id: row.event_id,
    project_id: row.project_id,
    source: row.source,
    ...(isBackdated(row.posted, created_at) && { backdated: true as const }),
    ...(security && { ip_address: row.ip_address, user_agent: row.user_agent, posted: row.posted }),
  };
}

/** The same of several, who are told apart by name. */
export async function presentActivities(
  em: EntityManager,
  rows: readonly ActivityRow[],
  security = false,
): Promise<Activity[]> {
  const apart = await toldApart(
    em,
    rows.map(({ user_id }) => user_id),
  );
  return rows.map((row) => presentActivity(row, security, apart));
}
