import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { withinBytes } from '../slices/byte-slices.ts';
import type { Counts } from './counts.ts';
import { recognizerOf } from './names.ts';
import { nothingFound, redactText } from './redact-text.ts';
import { redactPayload } from './redact-unfit.ts';
import type { Sought } from './scan-activities.ts';

/** An event that waits for the queue. */
interface Waiting {
  id: number;
  payload: unknown;
}

/** An event that was set aside, with its payload as JSON. */
interface SetAside {
  id: number;
  reason: string;
  detail: string;
  payload: string;
  set_aside_at: Date;
}

const SIZED_AT_ONCE = 1_000;

/** Takes a person out of events that wait for the queue, and of those that were set aside. */
export async function redactWaiting(tx: EntityManager, sought: Sought, dry = false): Promise<Counts> {
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

/**
 * All events that wait for the queue, in groups that can be held in memory.
 * @param lock keeps them where they are until the transaction ends
 */
export const eachWaiting = (em: EntityManager, lock = false): AsyncGenerator<Waiting[]> =>
  eachGroup(em, {
    sizes: (after) => sql<Sized>`
      select id, octet_length(payload::text) as bytes from activity_outbox where id > ${after}
      order by id limit ${SIZED_AT_ONCE} ${lock ? sql`for update` : sql``}`,
    rows: (ids) => sql<Waiting>`
      select id, payload from activity_outbox where id = any(${ids}::bigint[]) order by id`,
  });

/**
 * All events that were set aside, likewise.
 * @param ids only these
 */
export const eachSetAside = (
  em: EntityManager,
  { lock = false, ids }: { lock?: boolean; ids?: readonly number[] | undefined } = {},
): AsyncGenerator<SetAside[]> =>
  eachGroup(em, {
    sizes: (after) => sql<Sized>`
      select id, octet_length(payload) + octet_length(detail) as bytes from activity_set_aside where id > ${after}
      ${ids ? sql`and id = any(${ids}::bigint[])` : sql``}
      order by id limit ${SIZED_AT_ONCE} ${lock ? sql`for update` : sql``}`,
    rows: (ids) => sql<SetAside>`
      select id, reason, detail, payload, set_aside_at from activity_set_aside
      where id = any(${ids}::bigint[]) order by id`,
  });

interface Sized {
  id: number;
  bytes: number;
}

async function* eachGroup<Row>(
  em: EntityManager,
  ask: {
    sizes: (after: number) => RawBuilder<Sized>;
    rows: (ids: readonly number[]) => RawBuilder<Row>;
  },
): AsyncGenerator<Row[]> {
  for (let after = 0; ; ) {
    const { rows: sized } = await ask.sizes(after).execute(em.getKysely());
    for (const group of withinBytes(sized)) {
      const { rows } = await ask.rows(group.map(({ id }) => id)).execute(em.getKysely());
      yield rows;
    }
    const last = sized.at(-1);
    if (!last) return;
    after = last.id;
  }
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
