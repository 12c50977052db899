import { randomUUID } from 'node:crypto';
import { DriverException } from '@mikro-orm/core';
import { storeBatch } from '@timetracker/activities';
import { type Database, openDatabase } from '@timetracker/db';
import { type TrailFormat, useFormat } from '@timetracker/db/testing';
import { anEvent } from '@timetracker/shared/testing';
import { sql } from 'kysely';
import pg from 'pg';

/** The tables under guard. */
export const guarded = ['activities', 'activity_leaves', 'activity_rewrites', 'activity_purged'] as const;

/** The SQLSTATE that a piece of work ends with; '' when it succeeds. */
export async function sqlState(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return '';
  } catch (error) {
    if (error instanceof DriverException || error instanceof pg.DatabaseError) return error.code ?? 'none';
    throw error;
  }
}

export const newSalt = (fill: number) => Buffer.alloc(16, fill);
export const newHash = (fill: number) => Buffer.alloc(32, fill);

/** A trail of some activities, with an open erasure and an open purge. */
export async function startTrail(url: string, activities: number, format: TrailFormat = 'narrow') {
  await useFormat(url, format);
  const database = await openDatabase(url, { applicationName: 'test', poolSize: 4 });
  await storeBatch(
    database.em,
    Array.from({ length: activities }, (_, index) =>
      anEvent({ user_id: 5, entity_name: `Task ${index + 1}`, ip_address: '192.0.2.1', user_agent: 'agent' }),
    ),
  );
  return { database, erasure: await newErasure(database), purge: await newPurge(database) };
}

export async function newErasure(database: Database): Promise<string> {
  const id = randomUUID();
  await sql`insert into activity_erasures (id, user_id) values (${id}, 5)`.execute(database.em.getKysely());
  return id;
}

export async function newPurge(database: Database): Promise<string> {
  const id = randomUUID();
  await sql`insert into activity_purges (id, reason) values (${id}, 'test')`.execute(database.em.getKysely());
  return id;
}

export interface Erasing {
  erasure: string;
  ids: number[];
  description?: string;
  fill?: number;
}

/** Calls the function with the same text for each activity. */
export const erase = (database: Database, { erasure, ids, description = 'Erased', fill = 1 }: Erasing) => {
  const each = <Value>(value: Value) => ids.map(() => value);
  return sql<{ count: number }>`
    select erase_activities(${erasure}, ${ids}::bigint[], ${each('Erased')}::text[], ${each(description)}::text[],
      ${each('{}')}::jsonb[], ${each(null)}::text[], ${each(null)}::text[], ${each(newHash(fill))}::bytea[],
      ${each(newHash(fill + 100))}::bytea[], ${each(newSalt(fill))}::bytea[], ${each(null)}::jsonb[]) as count`
    .execute(database.em.getKysely())
    .then(({ rows }) => rows[0]?.count);
};

export const purge = (database: Database, purge_id: string, ids: number[]) =>
  sql<{ count: number }>`select purge_activities(${purge_id}, ${ids}::bigint[]) as count`
    .execute(database.em.getKysely())
    .then(({ rows }) => rows[0]?.count);
