import type { Results } from '../run-bench.ts';
import { number, range } from './cells.ts';
import type { Table } from './table.ts';

/** A second `npm start`, and what its servers hold at rest. */
export const startTable = ({ start = [] }: Results): Table => ({
  title: 'A second npm start',
  rows: start.map(({ way, ready_ms, api_memory_mb, worker_memory_mb }) => ({
    start: way,
    'ready after, ms': number(ready_ms.median),
    range: range(ready_ms),
    'API at rest, MB': number(api_memory_mb.median),
    'worker at rest, MB': number(worker_memory_mb.median),
    starts: String(ready_ms.rounds),
  })),
});
