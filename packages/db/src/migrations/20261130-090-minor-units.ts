import { Migration } from '@mikro-orm/migrations';

/**
 * Amounts are kept in the smallest unit of their currency (ISO 4217), no longer in hundredths of every currency. Hourly
 * rates and drafts are converted, rounded half up. Invoices that have a number stay as they were sent and keep their two
 * decimals. Invoices are dated by the days of the workspace's zone: UTC until somebody chooses another.
 *
 * The decimals stand here as they were when this migration was made.
 */
export class MinorUnits extends Migration {
  override up(): void {
    this.addSql(`
alter table workspace add column time_zone text not null default 'UTC';
alter table invoices add column currency_decimals smallint not null default 2;

create temporary table decimals_of (currency text primary key, decimals integer not null) on commit drop;
insert into decimals_of
  select unnest(string_to_array(codes, ' ')), decimals from (values
    (0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
    (3, 'BHD IQD JOD KWD LYD OMR TND'),
    (4, 'CLF UYW')
  ) as known (decimals, codes);

update projects p set hourly_rate_cents = round(p.hourly_rate_cents * power(10::numeric, d.decimals - 2)),
    version = p.version + 1
  from workspace w, decimals_of d
  where p.hourly_rate_cents is not null
    and d.currency = coalesce((select c.currency from clients c where c.id = p.client_id), w.currency);

with priced as (
  select i.id, d.decimals, l.place,
    l.line || jsonb_build_object('unit_price_cents',
      round((l.line ->> 'unit_price_cents')::numeric * power(10::numeric, d.decimals - 2))) as line
  from invoices i join decimals_of d using (currency)
    cross join lateral jsonb_array_elements(i.lines) with ordinality as l (line, place)
  where i.status = 'draft'
), summed as (
  select id, decimals, jsonb_agg(line order by place) as lines,
    sum(round(case line ->> 'kind'
      when 'time' then (line ->> 'minutes')::numeric * (line ->> 'unit_price_cents')::numeric / 60
      else (line ->> 'quantity_hundredths')::numeric * (line ->> 'unit_price_cents')::numeric / 100 end)) as subtotal
  from priced group by id, decimals
), taxed as (
  select s.*, round(s.subtotal * i.tax_rate_basis_points / 10000) as tax
  from summed s join invoices i using (id)
)
update invoices i set lines = t.lines, subtotal_cents = t.subtotal, tax_cents = t.tax,
    total_cents = t.subtotal + t.tax, currency_decimals = t.decimals, version = i.version + 1
  from taxed t where t.id = i.id;

update invoices i set currency_decimals = d.decimals
  from decimals_of d where d.currency = i.currency and i.status = 'draft' and i.line_count = 0;
`);
  }
}
