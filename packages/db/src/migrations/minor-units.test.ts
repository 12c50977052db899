import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../migrate.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';

let database: TestDatabase;
let client: pg.Client;
beforeEach(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  // As it was before amounts followed ISO 4217.
  await client.query(`
    alter table invoices drop column currency_decimals;
    alter table workspace drop column time_zone;
    delete from schema_migrations where name = '20261130-090-minor-units'`);
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

const line = (kind: 'item' | 'time', amount: number, unit_price_cents: number) => ({
  kind,
  description: 'Work',
  unit_price_cents,
  ...(kind === 'time' ? { task_id: null, minutes: amount, entry_ids: [] } : { quantity_hundredths: amount }),
});

const invoice = (client_id: number, currency: string, status: string, lines: object[], total: number) =>
  client.query(
    `insert into invoices (client_id, currency, status, number, tax_rate_basis_points, lines, line_count,
       subtotal_cents, tax_cents, total_cents, created_at)
     values ($1, $2, $3, $4, 1000, $5, $6, $7, 0, $7, now())`,
    [
      client_id,
      currency,
      status,
      status === 'draft' ? null : `2026-${client_id}`,
      JSON.stringify(lines),
      lines.length,
      total,
    ],
  );

test('amounts in hundredths become amounts in the smallest unit, except on what was sent', async () => {
  await client.query(`
    insert into clients (id, name, currency) values (1, 'Euro', 'EUR'), (2, 'Yen', 'JPY'), (3, 'Dinar', 'KWD');
    insert into projects (id, name, client_id, hourly_rate_cents) values
      (1, 'a', 1, 9500), (2, 'b', 2, 950050), (3, 'c', 3, 1550), (4, 'd', 2, null), (5, 'e', null, 9500)`);
  const lines = [line('item', 150, 123_450), line('time', 90, 100_050)];
  await invoice(1, 'EUR', 'draft', lines, 335_250);
  await invoice(2, 'JPY', 'draft', lines, 335_250);
  await invoice(2, 'JPY', 'draft', [], 0);
  await invoice(3, 'KWD', 'draft', [line('item', 100, 150)], 150);
  await invoice(2, 'JPY', 'sent', lines, 335_250);

  await migrate(database.url);

  const { rows: projects } = await client.query(
    'select hourly_rate_cents::integer as rate from projects order by id',
  );
  expect(projects.map(({ rate }) => rate)).toEqual([9_500, 9_501, 15_500, null, 9_500]);
  const { rows } = await client.query(
    `select currency, status, currency_decimals as decimals, subtotal_cents::integer as subtotal,
       tax_cents::integer as tax, total_cents::integer as total,
       (select jsonb_agg(line -> 'unit_price_cents') from jsonb_array_elements(lines) line) as prices
     from invoices order by id`,
  );
  expect(rows).toEqual([
    {
      currency: 'EUR',
      status: 'draft',
      decimals: 2,
      subtotal: 335_250,
      tax: 0,
      total: 335_250,
      prices: [123_450, 100_050],
    },
    {
      currency: 'JPY',
      status: 'draft',
      decimals: 0,
      subtotal: 3_355,
      tax: 336,
      total: 3_691,
      prices: [1_235, 1_001],
    },
    { currency: 'JPY', status: 'draft', decimals: 0, subtotal: 0, tax: 0, total: 0, prices: null },
    {
      currency: 'KWD',
      status: 'draft',
      decimals: 3,
      subtotal: 1_500,
      tax: 150,
      total: 1_650,
      prices: [1_500],
    },
    {
      currency: 'JPY',
      status: 'sent',
      decimals: 2,
      subtotal: 335_250,
      tax: 0,
      total: 335_250,
      prices: [123_450, 100_050],
    },
  ]);
  const { rows: workspaces } = await client.query('select time_zone from workspace');
  expect(workspaces).toEqual([{ time_zone: 'UTC' }]);
});
