import { storeBatch } from '@timetracker/activities';
import { Activity, openDatabase } from '@timetracker/db';
import { createTestDatabase } from '@timetracker/db/testing';
import { anEvent } from '@timetracker/shared/testing';
import { expect, test } from 'vitest';
import { toAppError, toErrorBody } from './errors.ts';

test.each(['the triggers', 'the rights'])(
  'a change of the trail that %s of the database refuse is an internal error that shows nothing of it',
  async (who) => {
    const database = await createTestDatabase();
    const owner = await openDatabase(database.url, { applicationName: 'test' });
    await storeBatch(owner.em, [anEvent()]);
    const db =
      who === 'the triggers' ? owner : await openDatabase(database.apiUrl, { applicationName: 'test' });
    const error: unknown = await db.em
      .fork()
      .nativeUpdate(Activity, { id: 1 }, { description: 'secret' })
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: who === 'the triggers' ? 'TT001' : '42501' });
    expect(toErrorBody(error, 'request')).toEqual({
      error: 'Internal error',
      message: 'Something went wrong on our side',
      request_id: 'request',
    });
    expect(toAppError(error).cause).toBe(error);
    if (db !== owner) await db.close();
    await owner.close();
    await database.drop();
  },
);
