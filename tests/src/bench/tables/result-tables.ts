import type { Mark } from '../marks/mark.ts';
import type { Results } from '../run-bench.ts';
import { rounded } from '../statistics.ts';
import { number, orNone, range } from './cells.ts';
import { countText } from './count-text.ts';
import { erasureTable } from './erasure-table.ts';
import { proofsTable, sealedWritesTable } from './sealing-tables.ts';
import { startTable } from './start-table.ts';
import type { Table } from './table.ts';

/** What a run came to, in tables; the summary last. */
export const resultTables = (results: Results, marks: readonly Mark[]): Table[] =>
  [
    latencyTable(results),
    writesTable(results),
    batchTable(results),
    sealedWritesTable(results),
    proofsTable(results),
    erasureTable(results),
    readsTable(results),
    diskTable(results),
    pagesTable(results),
    startTable(results),
    marksTable(marks),
  ].filter(({ rows }) => rows.length > 0);

const latencyTable = ({ latency = [] }: Results): Table => ({
  title: 'From a POST to an open stream, idle system',
  rows: latency.map(({ queue, redis, ms }) => ({
    queue: redis ? `${queue} (${redis})` : queue,
    'median, ms': number(ms.median),
    'p95, ms': number(ms.p95),
    range: range(ms),
  })),
});

const writesTable = ({ writes }: Results): Table => ({
  title: 'Events stored a second, 128 connections',
  rows: (writes?.rushes ?? []).map((rush) => ({
    'events a POST': String(rush.events_per_request),
    writer: rush.redis ? `${rush.writer} (${rush.redis})` : rush.writer,
    median: number(rush.events_per_second.median),
    range: range(rush.events_per_second),
    rounds: String(rush.events_per_second.rounds),
    'refused requests': String(rush.refused),
    'API, MB': orNone(rush.api_memory_mb),
    'worker, MB': orNone(rush.worker_memory_mb),
    'rows a statement': orNone(rush.rows_a_statement),
  })),
});

const batchTable = ({ writes }: Results): Table => ({
  title: `A batch of ${writes?.batch.events ?? 0} events in one transaction, ms`,
  rows: writes
    ? [
        { batch: 'with counts and hashes', spread: writes.batch.full },
        { batch: 'without', spread: writes.batch.without },
      ].map(({ batch, spread }) => ({
        batch,
        median: number(spread.median),
        range: range(spread),
        p95: number(spread.p95),
      }))
    : [],
});

const readsTable = ({ reads }: Results): Table => ({
  title: 'Reads, ms',
  rows: (reads?.readings ?? []).map(
    ({ question, viewer, activities, product, plain, full_text, same_answer }) => ({
      question,
      viewer,
      of: countText(activities),
      median: number(product.median),
      p95: number(product.p95),
      range: range(product),
      'plain, median': number(plain.median),
      'plain, range': range(plain),
      'times as fast': number(rounded(plain.median / product.median)),
      'full text, median': full_text ? number(full_text.median) : '–',
      'full text, p95': full_text ? number(full_text.p95) : '–',
      'same answer': same_answer ? 'yes' : 'NO',
    }),
  ),
});

const diskTable = ({ reads }: Results): Table => ({
  title: 'Space on the disk, MB',
  rows: (reads?.disk ?? []).map((space) => ({
    activities: countText(space.activities),
    table: String(space.table_mb),
    'its indexes': String(space.indexes_mb),
    counts: String(space.counts_mb),
    leaves: String(space.leaves_mb),
    search: String(space.search_mb),
  })),
});

const pagesTable = ({ pages = [] }: Results): Table => ({
  title: 'Pages of the web app, first visit',
  rows: pages.map((load) => ({
    page: load.page,
    on: load.on,
    'largest paint, ms': number(load.lcp_ms),
    slowest: number(load.lcp_max_ms),
    'layout shift': number(load.layout_shift),
    'script, kB': number(load.script_kb),
    'all, kB': number(load.all_kb),
  })),
});

const units: Record<Mark['unit'], string> = { times: '×', ms: ' ms', MB: ' MB' };

const marksTable = (marks: readonly Mark[]): Table => ({
  title: 'Summary',
  rows: marks.map(({ measure, against, unit, wants, reach, dream, value, reached, why }) => ({
    measure,
    against,
    measured: value === undefined ? '–' : `${number(value)}${units[unit]}`,
    reach: `${wants} ${number(reach)}${units[unit]}`,
    dream: dream === undefined ? '–' : `${number(dream)}${units[unit]}`,
    reached: reached === undefined ? `– (${why ?? ''})` : reached ? 'yes' : 'no',
  })),
});
