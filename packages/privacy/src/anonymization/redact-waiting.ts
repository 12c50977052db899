import type { EntityManager } from '@mikro-orm/postgresql';
import {
  eachSetAside,
  eachWaiting,
  nothingFound,
  recognizerOf,
  redactPayload,
  redactText,
} from '@timetracker/activities';
import { sql } from 'kysely';
import type { Counts } from './counts.ts';
import type { SubjectQuery } from './scan-activities.ts';

/** Takes a person out of events that wait for the queue, and of those that were set aside. */
export async function redactWaiting(tx: EntityManager, sought: SubjectQuery, dry = false): Promise<Counts> {
  const person = { ...sought, names: recognizerOf(sought.names) };
  const counts = { outbox: 0, set_aside: 0 };
  const db = tx.getKysely();
  for await (const waiting of eachWaiting(tx, !dry))
    for (const { id, payload } of waiting) {
      const redacted = JSON.stringify(redactPayload(payload, person));
      if (redacted === JSON.stringify(payload)) continue;
      counts.outbox++;
      if (!dry)
        await sql`update activity_outbox set payload = ${redacted}::jsonb where id = ${id}`.execute(db);
    }
  for await (const aside of eachSetAside(tx))
    for (const { id, detail, payload } of aside) {
      const changed = JSON.stringify(redactPayload(JSON.parse(payload), person));
      const told = redactText(detail, person.names, false, nothingFound());
      if (changed === JSON.stringify(JSON.parse(payload)) && told === detail) continue;
      counts.set_aside++;
      if (!dry) await replaceSetAside(tx, id, told, changed);
    }
  return counts;
}

/** Two that differed only in a name become one. */
async function replaceSetAside(
  tx: EntityManager,
  id: number,
  detail: string,
  payload: string,
): Promise<void> {
  const db = tx.getKysely();
  const { rows } = await sql<{ event_id: string | null; reason: string; set_aside_at: Date }>`
    delete from activity_set_aside where id = ${id} returning event_id, reason, set_aside_at`.execute(db);
  for (const { event_id, reason, set_aside_at } of rows)
    await sql`
      insert into activity_set_aside (id, event_id, reason, detail, payload, set_aside_at)
      values (${id}, ${event_id}, ${reason}, ${detail}, ${payload}, ${set_aside_at})
      on conflict do nothing`.execute(db);
}
