import { isDeepStrictEqual } from 'node:util';
import type { FieldChange } from '@timetracker/shared';
import type { StoredInvoiceLine } from '../entities/index.ts';

/** The lines of each side take so many bytes of JSON at the most; one line takes far fewer. */
const MOST_BYTES = 16 * 1024;

/** A line as the trail tells it: with its place on the invoice, and without the numbers of the time that it bills. */
type ToldLine = { position: number } & Record<string, string | number | null>;

/**
 * What became of an invoice's lines: those that were there and are not any more, and those that have come. Lines that
 * only stand at another place are told when nothing else is different.
 * @param before null: there was no invoice @param after null: there is none any more
 * @returns undefined when the lines say the same; `before_left_out`, `after_left_out`: how many more there are than
 * can be told
 */
export function changeOfLines(
  before: readonly StoredInvoiceLine[] | null,
  after: readonly StoredInvoiceLine[] | null,
): FieldChange | undefined {
  const [old, now] = [before && toldLines(before), after && toldLines(after)];
  if (isDeepStrictEqual(old, now)) return undefined;
  let [gone, come] = [old && without(old, now ?? []), now && without(now, old ?? [])];
  if (gone?.length === 0 && come?.length === 0)
    [gone, come] = [old && movedIn(old, now ?? []), now && movedIn(now, old ?? [])];
  return { ...side('before', gone), ...side('after', come) };
}

const toldLines = (lines: readonly StoredInvoiceLine[]): ToldLine[] =>
  lines.map((line, index): ToldLine => {
    const { kind, description, unit_price_cents } = line;
    const told = { position: index + 1, kind, description, unit_price_cents };
    return line.kind === 'time'
      ? { ...told, task_id: line.task_id, minutes: line.minutes }
      : { ...told, quantity_hundredths: line.quantity_hundredths };
  });

const said = ({ position: _position, ...line }: ToldLine) => JSON.stringify(line);

/** The lines of which the others have none, or not as many. */
function without(lines: readonly ToldLine[], others: readonly ToldLine[]): ToldLine[] {
  const there = new Map<string, number>();
  for (const other of others) there.set(said(other), (there.get(said(other)) ?? 0) + 1);
  return lines.filter((line) => {
    const left = there.get(said(line)) ?? 0;
    there.set(said(line), left - 1);
    return left <= 0;
  });
}

const movedIn = (lines: readonly ToldLine[], others: readonly ToldLine[]) =>
  lines.filter((line, index) => !isDeepStrictEqual(line, others[index]));

function side<Side extends 'before' | 'after'>(name: Side, lines: readonly ToldLine[] | null) {
  let bytes = 0;
  const told = lines?.filter((line) => (bytes += Buffer.byteLength(JSON.stringify(line))) <= MOST_BYTES);
  const leftOut = (lines?.length ?? 0) - (told?.length ?? 0);
  return {
    [name]: told ?? null,
    ...(leftOut > 0 && { [`${name}_left_out`]: leftOut }),
  } as { [Key in Side]: ToldLine[] | null };
}
