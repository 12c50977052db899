import type { Mark } from '../marks/mark.ts';
import type { Results } from '../run-bench.ts';
import { resultTables } from './result-tables.ts';
import { tableText } from './table.ts';

/** A run as Markdown: the machine, then all tables. */
export function report(results: Results, marks: readonly Mark[]): string {
  const { machine, began, seconds, quick } = results;
  const settings = Object.entries(machine.postgres_settings).map(([name, value]) => `${name} ${value}`);
  const durations = Object.entries(seconds).map(([part, time]) => `${part} ${time} s`);
  const head = [
    `${began}, commit ${machine.commit ?? 'unknown'}`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memory_gb} GB, ${machine.system}`,
    `Node ${machine.node}, PostgreSQL ${machine.postgres} (${settings.join(', ')})`,
    `Took ${durations.join(', ')}`,
    ...(quick ? ['A quick run, to see that it works: the figures say nothing.'] : []),
  ];
  const tables = resultTables(results, marks).map(tableText);
  return [`${head.map((line) => `- ${line}`).join('\n')}\n`, ...tables].join('\n');
}
