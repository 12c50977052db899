import pg from 'pg';
import { expect, test } from 'vitest';
import { postgresConnection } from './backend.ts';
import { startTestBackend } from './test-backend.ts';

test('a connection lost under its borrower fails the query and does not end the process', async () => {
  const around = await startTestBackend('postgres');
  const pool = new pg.Pool(postgresConnection(around.backend.url, 'patient'));
  const client = await pool.connect();
  const lost = new Promise<void>((resolve) => client.once('end', resolve));
  const waiting = expect(client.query('select pg_sleep(60)')).rejects.toThrow(/terminated|ECONNRESET/);
  await around.proxy.cut();
  await waiting;
  await lost;
  client.release(true);
  await around.proxy.restore();
  expect((await pool.query<{ three: number }>('select 3 as three')).rows).toEqual([{ three: 3 }]);
  await pool.end();
  await around.stop();
});
