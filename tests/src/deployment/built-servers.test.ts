import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@timetracker/db/testing';
import { freePort, nodeFlags } from '@timetracker/process';
import { chooseBackend, createJobSender } from '@timetracker/queue';
import { sendMail } from '@timetracker/shared';
import { buildServers, builtPrograms, prepareDatabase } from '@timetracker/supervisor';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Child, startChild } from '../child.ts';
import { type Stack, signIn, startStack } from '../stack.ts';

// What `npm start` runs: the servers in a few files, of which some are loaded when they are first needed.

let stack: Stack;
let dataDir: string;
let url: string;
let cookie: string;
let key: string;
const servers: Child[] = [];

beforeAll(async () => {
  await buildServers(new AbortController().signal);
  stack = await startStack('postgres', {}, { worker: false });
  dataDir = await mkdtemp(join(tmpdir(), 'timetracker-built-'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = {
    APP_URL: url,
    PORT: String(port),
    AUTH_SECRET: randomBytes(32).toString('base64'),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
  };
  const { workerUrl, env: settings } = stack;
  servers.push(
    await startChild(builtPrograms.worker, { ...env, DATABASE_URL: workerUrl }, nodeFlags),
    await startChild(builtPrograms.api, { ...env, DATABASE_URL: settings.DATABASE_URL ?? '' }, nodeFlags),
  );
  const { id } = await stack.createUser('ada.admin', 'admin');
  key = await stack.createKey({ user_id: id, scopes: ['activity:write'] });
  cookie = await signIn(url, 'ada.admin');
});
afterAll(async () => {
  for (const server of servers) expect(await server.stop()).toBe(0);
  await stack.stop();
  await rm(dataDir, { recursive: true });
});

const get = (path: string) => fetch(`${url}${path}`, { headers: { cookie } });

test('an event that is posted is stored and read', async () => {
  const posted = await fetch(`${url}/api/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', prefer: 'wait=20' },
    body: JSON.stringify({ action: 'updated', entity_type: 'task', entity_id: 1 }),
  });
  expect(posted.status).toBe(201);
  expect((await get('/api/activities?limit=1')).status).toBe(200);
});

test('the description of the API is there, and its pages with all they load', async () => {
  const description = await get('/api/openapi.json');
  expect(description.headers.get('content-type')).toBe('application/json');
  expect(await description.json()).toMatchObject({ openapi: '3.1.0', paths: { '/api/activities': {} } });
  for (const file of ['', '/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png', '/start.js'])
    expect((await get(`/api/docs${file}`)).status, file).toBe(200);
});

test('the board of the queues is there, with its pages and what they ask', async () => {
  const page = await get('/admin/queues');
  expect(page.status).toBe(200);
  const [script = ''] = /static\/[^"]+\.js/.exec(await page.text()) ?? [];
  expect((await get(`/admin/queues/${script}`)).headers.get('content-type')).toMatch(/javascript/);
  const { queues } = (await (await get('/admin/queues/api/queues')).json()) as { queues: unknown[] };
  expect(queues.length).toBeGreaterThan(1);
  expect((await get('/admin/queues/nope')).status).toBe(404);
});

test('the web app is served', async () => {
  expect(await (await get('/')).text()).toContain('<div id="root">');
});

test('an e-mail is written', async () => {
  const jobs = createJobSender(chooseBackend({ DATABASE_URL: stack.workerUrl }), {
    log: pino({ level: 'silent' }),
  });
  await jobs.send(sendMail, {
    mail_id: '018f8a56-0000-7000-8000-000000000001',
    to: { name: 'Ada', address: 'ada@example.com' },
    subject: 'Hello',
    paragraphs: ['Hello Ada'],
  });
  await expect.poll(() => readdir(join(dataDir, 'outbox')).catch(() => [])).toHaveLength(1);
  await jobs.close();
});

test('an empty database is prepared, with the demo workspace', async () => {
  const database = await createTestDatabase();
  try {
    const variables = { ...process.env, DATABASE_URL: database.url, DEMO: '1', DATA_DIR: dataDir };
    const prepared = await prepareDatabase(builtPrograms.migrate, variables, new AbortController().signal);
    expect(prepared.admin).toMatchObject({ username: 'admin' });
    expect(prepared.demo?.usernames).toContain('lena.brandt');
  } finally {
    await database.drop();
  }
});
