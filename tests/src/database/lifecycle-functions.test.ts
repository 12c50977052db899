import { type Database, leavesSql, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { erase, newErasure, newHash, newPurge, newSalt, purge, sqlState, startTrail } from './test-trail.ts';

describe.each(['narrow', 'wide'] as const)('of a %s trail', (format) => {
  let testDatabase: TestDatabase;
  let owner: Database;
  let worker: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    owner = (await startTrail(testDatabase.url, 60, format)).database;
    worker = await openDatabase(testDatabase.workerUrl, { applicationName: 'test', poolSize: 4 });
  });
  afterAll(async () => {
    await worker.close();
    await owner.close();
    await testDatabase.drop();
  });

  const rows = <Row extends object>(query: ReturnType<typeof sql<Row>>) =>
    query.execute(owner.em.fork().getKysely()).then((result) => result.rows);
  const activity = async (id: number) =>
    (await rows(sql<Record<string, unknown>>`select *, null as leaf from activities where id = ${id}`))[0];
  const leaf = async (id: number) =>
    (
      await rows(
        sql<{ hash: Buffer; salt: Buffer | null; commitment: Buffer | null }>`
        select hash, salt, commitment from ${leavesSql} as leaves where id = ${id}`,
      )
    )[0];
  const rewrites = (id: number) =>
    rows(
      sql<object>`select erasure_id, digest, salt from activity_rewrites where activity_id = ${id} order by digest`,
    );
  const ranges = (id: string) =>
    rows(sql<object>`select first_id, last_id from activity_purged where purge_id = ${id} order by first_id`);

  describe('erase_activities', () => {
    let erasure: string;
    beforeEach(async () => {
      erasure = await newErasure(worker);
    });

    test('replaces what activities say of persons, keeps the facts, and commits to what was said', async () => {
      const [before, leafBefore] = [await activity(1), await leaf(1)];
      expect(await erase(worker, { erasure, ids: [1], description: 'Did something', fill: 7 })).toBe(1);
      expect(await activity(1)).toEqual({
        ...before,
        entity_name: 'Erased',
        description: 'Did something',
        extra_data: {},
        ip_address: null,
        user_agent: null,
      });
      expect(await leaf(1)).toEqual({ hash: leafBefore?.hash, salt: null, commitment: newHash(7) });
      expect(await rewrites(1)).toEqual([{ erasure_id: erasure, digest: newHash(107), salt: newSalt(7) }]);
    });

    test('by another erasure keeps the first commitment, and drops the salt of the earlier rewrite', async () => {
      await erase(worker, { erasure, ids: [2], fill: 3 });
      const next = await newErasure(worker);
      await erase(worker, { erasure: next, ids: [2], fill: 4 });
      expect(await leaf(2)).toMatchObject({ salt: null, commitment: newHash(3) });
      expect(await rewrites(2)).toEqual([
        { erasure_id: erasure, digest: newHash(103), salt: null },
        { erasure_id: next, digest: newHash(104), salt: newSalt(4) },
      ]);
    });

    test('passes over activities that are not there', async () => {
      expect(await erase(worker, { erasure, ids: [3, 9_999] })).toBe(1);
      expect(await rewrites(9_999)).toEqual([]);
      expect(await erase(worker, { erasure, ids: [] })).toBe(0);
    });

    test('is all or nothing', async () => {
      await erase(worker, { erasure, ids: [4] });
      const before = await activity(5);
      expect(await sqlState(erase(worker, { erasure, ids: [5, 4] }))).toBe('23505');
      expect(await activity(5)).toEqual(before);
      expect(await rewrites(5)).toEqual([]);
    });

    test('refuses an intact leaf without a commitment, and lists of different lengths', async () => {
      const call = (ids: number[], commitments: (Buffer | null)[]) =>
        sqlState(
          sql`select erase_activities(${erasure}, ${ids}::bigint[], '{a}', '{b}', '{"{}"}', '{null}', '{null}',
          ${commitments}::bytea[], ${[newHash(1)]}::bytea[], ${[newSalt(1)]}::bytea[], '{null}')`.execute(
            worker.em.fork().getKysely(),
          ),
        );
      expect(await call([6], [null])).toBe('23502');
      expect(await call([6, 7], [newHash(1)])).toBe('22023');
      expect(await call([6], [])).toBe('22023');
      expect(await leaf(6)).toMatchObject({ salt: expect.any(Buffer), commitment: null });
      await erase(worker, { erasure: await newErasure(worker), ids: [6] });
      expect(await call([6], [null])).toBe('');
    });

    test('called without who really posted, as by the release before, rewrites what has no such, and refuses what has', async () => {
      const callOfBefore = (id: number) =>
        sql`select erase_activities(${erasure}, ${[id]}::bigint[], '{a}', '{b}', '{"{}"}', '{null}', '{null}',
        ${[newHash(1)]}::bytea[], ${[newHash(2)]}::bytea[], ${[newSalt(1)]}::bytea[])`.execute(
          worker.em.fork().getKysely(),
        );
      await callOfBefore(9);
      expect(await activity(9)).toMatchObject({ entity_name: 'a', description: 'b', posted: null });
      await sql`insert into activities (id, event_id, user_id, action, entity_type, entity_id, entity_name, description,
        extra_data, source, created_at, recorded_at, posted)
      select 10010, gen_random_uuid(), user_id, action, entity_type, entity_id, entity_name, description, extra_data, source,
        created_at, recorded_at, '{"user_id": 5}' from activities where id = 10`.execute(
        owner.em.fork().getKysely(),
      );
      expect(await sqlState(callOfBefore(10_010))).toBe('TT007');
      expect(await activity(10_010)).toMatchObject({ posted: { user_id: 5 } });
    });

    test('refuses an erasure that is finished or unknown', async () => {
      await sql`update activity_erasures set finished_at = now(), root = ${newHash(0)}
      where id = ${erasure}`.execute(worker.em.fork().getKysely());
      expect(await sqlState(erase(worker, { erasure, ids: [8] }))).toBe('TT003');
      expect(await sqlState(erase(worker, { erasure: crypto.randomUUID(), ids: [8] }))).toBe('TT003');
    });
  });

  describe('purge_activities', () => {
    let id: string;
    beforeEach(async () => {
      id = await newPurge(worker);
    });

    test('removes activities, keeps the hashes alone, and lists neighbours as ranges', async () => {
      const before = await Promise.all([20, 21, 22, 24].map(leaf));
      expect(await purge(worker, id, [24, 20, 22, 21, 9_999, 21])).toBe(4);
      for (const [index, at] of [20, 21, 22, 24].entries()) {
        expect(await activity(at)).toBeUndefined();
        expect(await leaf(at)).toEqual({ hash: before[index]?.hash, salt: null, commitment: null });
      }
      expect(await activity(23)).toBeDefined();
      expect(await ranges(id)).toEqual([
        { first_id: 20, last_id: 22 },
        { first_id: 24, last_id: 24 },
      ]);
    });

    test('called again with the same ids, does nothing', async () => {
      expect(await purge(worker, id, [26, 27])).toBe(2);
      expect(await purge(worker, id, [26, 27])).toBe(0);
      expect(await purge(worker, id, [])).toBe(0);
      expect(await ranges(id)).toEqual([{ first_id: 26, last_id: 27 }]);
    });

    test('removes an erased activity with the salts of what stood in its place', async () => {
      await erase(worker, { erasure: await newErasure(worker), ids: [30], fill: 2 });
      await purge(worker, id, [30]);
      expect(await leaf(30)).toMatchObject({ salt: null, commitment: null });
      expect(await rewrites(30)).toEqual([expect.objectContaining({ digest: newHash(102), salt: null })]);
    });

    test.each(['anonymized', 'purged'])('keeps what an %s activity vouches for', async (action) => {
      await sql`insert into activities select 100 + length(${action}), gen_random_uuid(), user_id, ${action}, 'audit', entity_id,
      entity_name, description, extra_data, project_id, ip_address, user_agent, source, created_at, recorded_at
      from activities where id = 40`.execute(owner.em.fork().getKysely());
      expect(await sqlState(purge(worker, id, [41, 100 + action.length]))).toBe('TT002');
      expect(await activity(41)).toBeDefined();
      expect(await ranges(id)).toEqual([]);
    });

    test('refuses a purge that is finished or unknown', async () => {
      await sql`update activity_purges set finished_at = now() where id = ${id}`.execute(
        worker.em.fork().getKysely(),
      );
      expect(await sqlState(purge(worker, id, [42]))).toBe('TT003');
      expect(await sqlState(purge(worker, crypto.randomUUID(), [42]))).toBe('TT003');
    });

    test('several at once, with the same ids in another order, remove each activity once', async () => {
      const ids = Array.from({ length: 10 }, (_, index) => 50 + index);
      const counts = await Promise.all([purge(worker, id, ids), purge(worker, id, ids.toReversed())]);
      expect(new Set(counts)).toEqual(new Set([0, 10]));
      expect(await ranges(id)).toEqual([{ first_id: 50, last_id: 59 }]);
    });
  });
});
