import { LockMode } from '@mikro-orm/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingAs, systemActor } from './capture/actor.ts';
import { OutboxEvent, Project } from './entities/index.ts';
import { type Database, openDatabase } from './orm.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url, { repeatsLostRaces: true });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;

/** Two transactions that lock two projects in opposite orders, the first time until both hold one. */
async function crossed(ids: readonly number[], loadsBefore: boolean) {
  const { promise: bothHoldOne, resolve } = Promise.withResolvers<void>();
  let holding = 0;
  let runs = 0;
  const cross = async (order: readonly number[]) => {
    const unit = database.em.fork();
    if (loadsBefore) await unit.find(Project, { id: { $in: [...ids] } });
    await unit.transactional(async (em) => {
      runs += 1;
      for (const id of order) {
        const project = await em.findOneOrFail(Project, { id }, { ...lock, refresh: true });
        project.description += `${order[0]} `;
        holding += 1;
        if (holding === 2) resolve();
        await bothHoldOne;
      }
    });
  };
  const outcomes = await actingAs(systemActor, () =>
    Promise.allSettled([cross(ids), cross(ids.toReversed())]),
  );
  return { runs, outcomes: outcomes.map(({ status }) => status).toSorted() };
}

const newProjects = () =>
  actingAs(systemActor, async () => {
    const em = database.em.fork();
    const projects = [em.create(Project, { name: 'A' }), em.create(Project, { name: 'B' })];
    await em.flush();
    await em.nativeDelete(OutboxEvent, {});
    return projects.map(({ id }) => id);
  });

test('of two transactions that wait for each other both succeed, and each is told of once', async () => {
  const ids = await newProjects();
  expect(await crossed(ids, false)).toEqual({ runs: 3, outcomes: ['fulfilled', 'fulfilled'] });
  const em = database.em.fork();
  for (const { description } of await em.find(Project, { id: { $in: ids } }))
    expect(
      description
        .trim()
        .split(' ')
        .map(Number)
        .toSorted((a, b) => a - b),
    ).toEqual(ids);
  expect(await em.count(OutboxEvent)).toBe(4);
});

test('a unit of work that has read something before is not repeated', async () => {
  const ids = await newProjects();
  expect(await crossed(ids, true)).toEqual({ runs: 2, outcomes: ['fulfilled', 'rejected'] });
  expect(await database.em.fork().count(OutboxEvent)).toBe(2);
});
