import { lastActivityId } from '@timetracker/activities';
import { poolOf } from '@timetracker/db';
import { isSynchronous, type Served, type ServedKind, startServed } from '../served.ts';
import { postLoad } from './post-load.ts';
import { postedBodies } from './posted-bodies.ts';
import type { Writer } from './writer.ts';

const CONNECTIONS = 128;

/** A server that takes events over 128 connections. */
export async function startServedWriter(kind: ServedKind): Promise<Writer> {
  return servedWriter(await startServed(kind));
}

/** The same of one that is started. */
export async function servedWriter(served: Served): Promise<Writer> {
  const { kind, url, key, db, api, worker, redis, stop } = served;
  const pool = await poolOf(db);
  let load = { size: 1, bodies: postedBodies(1) };
  return {
    name: kind,
    prepare: async (size) => {
      load = { size, bodies: postedBodies(size) };
      await Promise.all([api.forgetPeak(), worker?.forgetPeak()]);
    },
    write: (events) =>
      postLoad(url, key, load.bodies, {
        connections: CONNECTIONS,
        requests: Math.ceil(events / load.size),
        size: load.size,
      }),
    stored: async () =>
      isSynchronous(kind)
        ? Number((await pool.query('select count(*) from activities')).rows[0].count)
        : lastActivityId(db.em.fork()),
    notes: async () => ({
      api_memory_mb: await api.peakMemory(),
      ...(worker && { worker_memory_mb: await worker.peakMemory() }),
      ...(redis && { redis }),
    }),
    stop,
  };
}
