// The peer that the product is compared with: what the seed describes. One INSERT and one COMMIT for each event within
// the request, no queue, no rollups, no hashes. Validation, the key, the table and its indexes are the product's.
import { serve } from '@hono/node-server';
import { createAuthentication } from '@timetracker/api';
import { openDatabase, poolOf } from '@timetracker/db';
import { newEventId, parseEnv, type PostedEvent, postActivitiesInput } from '@timetracker/shared';
import { Hono } from 'hono';

const POOL = 16;

const insert = `
  insert into activities (id, event_id, user_id, action, entity_type, entity_id, entity_name, description, extra_data,
    project_id, ip_address, user_agent, source, created_at, recorded_at)
  values (nextval('bench_ids'), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'api', $12, now())`;

const env = parseEnv(process.env);
const db = await openDatabase(env.DATABASE_URL ?? '', { poolSize: POOL });
const pool = await poolOf(db);
const auth = await createAuthentication(db, { ...env, AUTH_SECRET: env.AUTH_SECRET ?? '' });

const valuesOf = (event: PostedEvent, user_id: number) => [
  event.event_id ?? newEventId(),
  user_id,
  event.action,
  event.entity_type,
  event.entity_id,
  event.entity_name ?? null,
  event.description ?? `${event.action} ${event.entity_type}`,
  JSON.stringify(event.extra_data ?? {}),
  event.project_id ?? null,
  event.ip_address ?? null,
  event.user_agent ?? null,
  event.created_at ?? new Date().toISOString(),
];

const app = new Hono();
app.post('/api/activities', async (c) => {
  const principal = await auth.authenticate(c.req.raw.headers);
  if (!principal) return c.json({ error: 'Unauthorized' }, 401);
  const input = postActivitiesInput.parse(await c.req.json());
  const events = 'activities' in input ? input.activities : [input];
  for (const event of events) await pool.query(insert, valuesOf(event, principal.id));
  return c.json({ accepted: events.length }, 202);
});

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: env.PORT }, () =>
  process.send?.('ready'),
);
process.on('SIGTERM', () => {
  server.close();
  void db.close().then(() => process.exit(0));
});
