import { hash } from 'node:crypto';
import { findCheckpoint, sealLog, storeBatch } from '@timetracker/activities';
import {
  generateSigner,
  hashFromBase64,
  leafHash,
  openCheckpoint,
  parseSigner,
  parseVerifier,
  rootOfConsistency,
  rootOfInclusion,
} from '@timetracker/log';
import { requestPurge, runPurge } from '@timetracker/privacy';
import type { ActivityProof, PurgedProof } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let keys: { admin: string; member: string; other: string; writer: string };
let project_id: number;
let task: number;

const signer = parseSigner(generateSigner('example.com/activity'));
const seal = async () => signer && (await sealLog(stack.db.em, signer));

const get = (path: string, key: string | undefined, accept = 'application/json') =>
  fetch(`${stack.url}/api${path}`, {
    headers: { accept, ...(key !== undefined && { authorization: `Bearer ${key}` }) },
  });
async function read<Answer>(path: string, key: string): Promise<Answer> {
  const response = await get(path, key);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}
const statuses = (path: string, ...who: (string | undefined)[]) =>
  Promise.all(who.map(async (key) => (await get(path, key)).status));

/** Stores one activity. @returns its id */
async function post(key: string, parts: object = {}): Promise<number> {
  const response = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', prefer: 'wait=20' },
    body: JSON.stringify({
      action: 'created',
      entity_type: 'task',
      entity_id: 1,
      project_id,
      ip_address: '192.0.2.1',
      ...parts,
    }),
  });
  expect(response.status).toBe(201);
  const { activities } = (await response.json()) as { activities: { id: number }[] };
  return activities[0]?.id ?? 0;
}

beforeAll(async () => {
  stack = await startStack('postgres');
  const admin = await stack.createUser('ada.admin', 'admin');
  const member = await stack.createUser('mia.member');
  const other = await stack.createUser('otto.other');
  project_id = await stack.createProject('Website', [member.id]);
  const all = ['activity:read', 'activity:write'] as const;
  keys = {
    admin: await stack.createKey({ user_id: admin.id, scopes: [...all] }),
    member: await stack.createKey({ user_id: member.id, scopes: [...all] }),
    other: await stack.createKey({ user_id: other.id, scopes: ['activity:read'] }),
    writer: await stack.createKey({ user_id: member.id, scopes: ['activity:write'] }),
  };
  expect(await statuses('/audit/checkpoint', keys.admin)).toEqual([404]);
  task = await post(keys.member);
  await seal();
  for (let more = 0; more < 5; more++) await post(keys.member);
  await seal();
});
afterAll(() => stack.stop());

const hex = (base64: string) => hashFromBase64(base64) ?? '';

test('a proof leads from what the activity says to a checkpoint that the log’s key signed', async () => {
  const proof = await read<ActivityProof>(`/activities/${task}/proof`, keys.member);
  expect(proof).toMatchObject({ id: task, state: 'intact', index: task - 1, personal: null });
  expect(JSON.parse(proof.entry)).toMatchObject({ id: task, project_id, personal: proof.commitment });
  expect(leafHash(proof.entry)).toBe(hex(proof.leaf_hash));
  const { keys: known } = await read<{ keys: { verifier: string }[] }>('/audit/keys', keys.member);
  const verifiers = known.flatMap(({ verifier }) => parseVerifier(verifier) ?? []);
  const opened = openCheckpoint(proof.checkpoint.note, verifiers);
  expect(opened).toMatchObject({ ok: true, checkpoint: { size: proof.checkpoint.size } });
  const root = rootOfInclusion({
    leaf: leafHash(proof.entry),
    index: proof.index,
    size: proof.checkpoint.size,
    path: proof.path.map(hex),
  });
  expect(opened.ok && opened.checkpoint.root).toBe(root);
});

test('administrators alone get what opens the commitment, for it holds IP address and user agent', async () => {
  const { personal, commitment } = await read<ActivityProof>(`/activities/${task}/proof`, keys.admin);
  expect(personal?.text).toContain('192.0.2.1');
  expect(personal?.digest).toBe(commitment);
  expect(hash('sha256', `${personal?.salt}${personal?.text}`, 'hex')).toBe(commitment);
  expect(await (await get(`/activities/${task}/proof`, keys.member)).text()).not.toContain('192.0.2.1');
});

test('whoever may not see an activity gets no proof of it, and learns nothing of it', async () => {
  const path = `/activities/${task}/proof`;
  expect(await statuses(path, keys.other, keys.writer, undefined)).toEqual([404, 403, 401]);
  const { activities } = await read<{ activities: { id: number }[] }>(
    '/activities?entity_type=user&limit=1',
    keys.admin,
  );
  expect(activities).toHaveLength(1);
  const hidden = `/activities/${activities[0]?.id}/proof`;
  expect(await statuses(hidden, keys.admin, keys.member)).toEqual([200, 404]);
  expect(await statuses('/activities/999999/proof', keys.admin)).toEqual([404]);
  expect(await statuses('/activities/x/proof', keys.admin)).toEqual([400]);
  for (const audit of ['/audit/checkpoint', '/audit/consistency?from=1', '/audit/keys'])
    expect(await statuses(audit, keys.admin, keys.member, keys.writer, undefined)).toEqual([
      200, 200, 403, 401,
    ]);
});

test('an activity that is not sealed yet says so, and is found by its event_id once it is', async () => {
  const event_id = crypto.randomUUID();
  const id = await post(keys.member, { event_id });
  const early = await get(`/activities/${id}/proof`, keys.member);
  expect(early.status).toBe(409);
  expect(await early.json()).toEqual({
    error: 'Conflict',
    message: `Activity ${id} is not sealed yet: it will be within a minute`,
  });
  expect(await statuses(`/activities/${id}/proof`, keys.other)).toEqual([404]);
  await seal();
  expect(await read(`/activities/${event_id}/proof`, keys.member)).toMatchObject({ id });
});

test('a checkpoint is the signed note itself, or JSON for who asks for it', async () => {
  const json = await read<{ note: string; size: number }>('/audit/checkpoint', keys.member);
  const text = await get('/audit/checkpoint', keys.member, '*/*');
  expect(text.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await text.text()).toBe(json.note);
  expect(await read(`/audit/checkpoint?size=${json.size}`, keys.member)).toEqual(json);
  expect(await statuses('/audit/checkpoint?size=999999', keys.member)).toEqual([404]);
});

test('the log is proved to have only grown, between any sizes that are sealed', async () => {
  type Proof = { from: number; from_root: string; to: number; to_root: string; path: string[] };
  const { size, root } = await read<{ size: number; root: string }>('/audit/checkpoint', keys.member);
  for (let from = 1; from <= size; from++) {
    const proof = await read<Proof>(`/audit/consistency?from=${from}`, keys.member);
    expect(proof).toMatchObject({ from, to: size, to_root: root });
    expect(
      rootOfConsistency({
        from,
        from_root: hex(proof.from_root),
        to: proof.to,
        path: proof.path.map(hex),
      }),
    ).toBe(hex(root));
  }
  expect(await read(`/audit/consistency?from=1&to=2`, keys.member)).toMatchObject({ from: 1, to: 2 });
  for (const wrong of ['', '?from=0', '?from=2&to=1', `?from=1&to=${size + 1}`, `?from=${size + 1}`])
    expect(await statuses(`/audit/consistency${wrong}`, keys.member)).toEqual([400]);
});

test('of a purged activity, administrators are told what took it, with the proof of its leaf; others learn nothing', async () => {
  const event = anEvent({ project_id, occurred_at: '2025-03-01T12:00:00.000Z', description: 'Long ago' });
  const { stored } = await storeBatch(stack.db.em, [event]);
  const path = `/activities/${stored[0]?.id}/proof`;
  await seal();
  const before = await read<ActivityProof>(path, keys.member);
  const asked = { before: '2025-06-01T00:00:00.000Z', entity_type: null, reason: 'Kept for long enough' };
  const { id, number } = await requestPurge(stack.db.em.fork(), asked);
  await runPurge(stack.db.em, id);
  await seal();

  const proof = await read<PurgedProof>(path, keys.admin);
  expect(proof).toEqual({
    id: before.id,
    state: 'purged',
    purge: {
      id,
      number,
      ...asked,
      by_policy: false,
      requested_by: null,
      begun_at: expect.any(String),
      finished_at: expect.any(String),
    },
    leaf_hash: before.leaf_hash,
    index: before.index,
    path: expect.any(Array),
    checkpoint: expect.objectContaining({ size: (await findCheckpoint(stack.db.em))?.size }),
  });
  for (const { leaf_hash, index, path: hashes, checkpoint } of [before, proof]) {
    const evidence = { leaf: hex(leaf_hash), index, size: checkpoint.size, path: hashes.map(hex) };
    expect(rootOfInclusion(evidence)).toBe(hex(checkpoint.root));
  }
  expect(await statuses(path, keys.member, keys.other, keys.writer, undefined)).toEqual([404, 404, 403, 401]);
  expect(await (await get(path, keys.member)).json()).toEqual({
    error: 'Not found',
    message: `There is no activity ${before.id}`,
  });
  // Its event_id went with it.
  expect(await statuses(`/activities/${event.event_id}/proof`, keys.admin)).toEqual([404]);
});

test('a proof of an activity that was changed leads nowhere', async () => {
  await stack.db.em.fork().transactional(async (tx) => {
    await tx.execute('alter table activities disable trigger user');
    await tx.execute('update activities set description = ? where id = ?', ['other', task]);
  });
  const proof = await read<ActivityProof>(`/activities/${task}/proof`, keys.member);
  const { index, path, checkpoint } = proof;
  const root = rootOfInclusion({
    leaf: hex(proof.leaf_hash),
    index,
    size: checkpoint.size,
    path: path.map(hex),
  });
  expect(root).not.toBe(hex(checkpoint.root));
});
