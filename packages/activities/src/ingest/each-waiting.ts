import type { EntityManager } from '@mikro-orm/postgresql';
import { withinBytes } from '@timetracker/db';
import { type RawBuilder, sql } from 'kysely';

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
