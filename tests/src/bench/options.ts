import { parseArgs } from 'node:util';

export const parts = ['latency', 'writes', 'pages'] as const;
export type Part = (typeof parts)[number];

const isPart = (text: string): text is Part => (parts as readonly string[]).includes(text);

/** What is measured: everything, or what `--only` names (`--only latency,writes`). */
export function readOptions(args: readonly string[]): { only: readonly Part[] } {
  const { values } = parseArgs({ args: [...args], options: { only: { type: 'string' } } });
  const named = values.only?.split(',') ?? parts;
  const unknown = named.find((part) => !isPart(part));
  if (unknown !== undefined) throw new Error(`--only knows ${parts.join(', ')}, not ${unknown}`);
  return { only: named.filter(isPart) };
}
