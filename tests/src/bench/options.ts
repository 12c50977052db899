import { parseArgs } from 'node:util';

export const parts = ['latency', 'writes', 'sealing', 'erasure', 'reads', 'pages', 'start'] as const;
export type Part = (typeof parts)[number];

export interface Options {
  /** How many activities the histories have that are read from; ascending. */
  sizes: readonly number[];
  only: readonly Part[];
  /** The directory of a cluster that is kept; without one, it is made and removed. */
  data: string | undefined;
  quick: boolean;
  help: boolean;
}

export const help = `Usage: npm run bench -- [options]

Measures the product beside plainer ways to do the same, prints tables and writes them to bench-results/.

  --size 10k,1m   sizes of the histories that are read from, up to 100m
  --only PARTS    some of: ${parts.join(',')}
  --data DIR      a database directory that is kept, so that histories are made once
  --quick         a few rounds, to see that it works: the figures say nothing
  --help`;

const MOST = 100_000_000;
const factors: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000 };

/**
 * What is measured.
 * @throws {Error} with one line that names the option
 */
export function readOptions(args: readonly string[]): Options {
  const values = valuesOf(args);
  const sizes = new Set(values.size.split(',').map(sizeOf));
  return {
    sizes: [...sizes].sort((a, b) => a - b),
    only: values.only.split(',').map(partOf),
    data: values.data,
    quick: values.quick,
    help: values.help,
  };
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        size: { type: 'string', default: '10k,1m' },
        only: { type: 'string', default: parts.join(',') },
        data: { type: 'string' },
        quick: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    // A mistake of whoever typed it, and not of the program.
    throw new Error(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function sizeOf(text: string): number {
  const { number, unit } = /^(?<number>\d+)(?<unit>[km]?)$/i.exec(text.trim())?.groups ?? {};
  const size = Number(number) * (factors[unit?.toLowerCase() ?? ''] ?? 1);
  if (size >= 1 && size <= MOST) return size;
  throw new Error(`--size takes numbers up to 100m such as 10k,1m,10m, not "${text}"`);
}

function partOf(text: string): Part {
  const part = parts.find((known) => known === text.trim());
  if (part) return part;
  throw new Error(`--only knows ${parts.join(', ')}, not "${text}"`);
}
