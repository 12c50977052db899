import type { Results } from '../run-bench.ts';
import type { WriteResult } from '../writes/measure-writes.ts';
import type { WriterName } from '../writes/writer.ts';
import { engineDoubt, judged, type Mark, quickRun, ratio } from './mark.ts';

/** How fast events are stored, and what they cost. */
export function writeMarks(results: Results): Mark[] {
  const of = (writer: WriterName, size: number): WriteResult | undefined =>
    results.writes?.rushes.find((rush) => rush.writer === writer && rush.events_per_request === size);
  const faster = (
    writer: WriterName,
    peer: WriterName,
    size: number,
    [reach, dream]: readonly [number, number],
  ): Mark => {
    const product = of(writer, size);
    return judged(
      {
        measure: `${size === 1 ? '1 event' : `${size} events`} a POST, stored, ${writer}`,
        against: peer,
        unit: 'times',
        wants: 'at least',
        reach,
        dream,
      },
      ratio(product?.events_per_second, of(peer, size)?.events_per_second),
      quickRun(results) ?? refusal(product) ?? engineDoubt(product?.redis),
    );
  };
  const batch = results.writes?.batch;
  return [
    faster('PostgreSQL queue', 'synchronous', 1, [1.9, 2.5]),
    faster('Redis queue', 'synchronous', 1, [3.3, 4]),
    faster('PostgreSQL queue', 'synchronous', 100, [3, 4.5]),
    faster('PostgreSQL queue', 'bare', 100, [0.4, 0.6]),
    judged(
      {
        measure: 'speed of a batch with counts and hashes',
        against: 'the same without',
        unit: 'times',
        wants: 'at least',
        reach: 0.68,
        dream: 0.8,
      },
      ratio(batch?.without, batch?.full),
      quickRun(results),
    ),
  ];
}

/** Who refuses does less work. */
export const refusal = (result: Pick<WriteResult, 'refused'> | undefined) =>
  result && result.refused > 0 ? `${result.refused} requests were refused` : undefined;
