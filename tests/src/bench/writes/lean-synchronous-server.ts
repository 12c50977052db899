// The same as the synchronous peer on a server that does nothing else: no rights, no limits, no log, no metrics, no
// description. It says how much of the product's time is its server's, and not its storing.
import { serve } from '@hono/node-server';
import { createAuthentication } from '@timetracker/accounts';
import { openDatabase, poolOf } from '@timetracker/db';
import { newEventId, type PostedEvent, postActivitiesInput } from '@timetracker/shared';
import { parseEnv } from '@timetracker/shared/env';
import { Hono } from 'hono';
import { insertEach, prepareIds } from './insert-each.ts';

const POOL = 16;

const env = parseEnv(process.env);
const db = await openDatabase(env.DATABASE_URL ?? '', { poolSize: POOL });
const pool = await poolOf(db);
await prepareIds(pool);
const auth = await createAuthentication(db, { ...env, AUTH_SECRET: env.AUTH_SECRET ?? '' });

const asEvent = (event: PostedEvent, user_id: number) => ({
  event_id: event.event_id ?? newEventId(),
  user_id,
  action: event.action,
  entity_type: event.entity_type,
  entity_id: event.entity_id,
  entity_name: event.entity_name ?? null,
  description: event.description ?? `${event.action} ${event.entity_type}`,
  extra_data: event.extra_data ?? {},
  project_id: event.project_id ?? null,
  ip_address: event.ip_address ?? null,
  user_agent: event.user_agent ?? null,
  occurred_at: event.created_at ?? null,
});

const app = new Hono();
app.post('/api/activities', async (c) => {
  const principal = await auth.authenticate(c.req.raw.headers);
  if (!principal) return c.json({ error: 'Unauthorized' }, 401);
  const input = postActivitiesInput.parse(await c.req.json());
  const events = 'activities' in input ? input.activities : [input];
  await insertEach(
    pool,
    events.map((event) => asEvent(event, principal.id)),
  );
  return c.json({ accepted: events.length }, 202);
});

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: env.PORT }, () =>
  process.send?.('ready'),
);
const end = () => {
  server.close();
  void db.close().then(() => process.exit(0));
};
process.on('SIGTERM', end);
// Whoever started it was killed.
process.on('disconnect', end);
