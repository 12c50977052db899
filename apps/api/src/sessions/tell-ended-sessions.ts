import { type EntityManager, recordAudit } from '@timetracker/db';

/** Who is signed out, and how it came about. */
export interface EndedSessions {
  person: { id: number; display_name: string };
  /** How many ended. */
  count: number;
  reason: 'deactivated' | 'everywhere else' | 'password changed';
}

/** Tells administrators of sessions that were ended together; of none there is nothing to tell. */
export async function tellEndedSessions(
  em: EntityManager,
  { person, count, reason }: EndedSessions,
): Promise<void> {
  if (count === 0) return;
  await recordAudit(em, {
    action: 'revoked',
    entity_id: person.id,
    entity_name: person.display_name,
    extra_data: { sessions: count, reason },
  });
}
