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
    faster('PostgreSQL queue', 'synchronous, nothing else', 1, [1.5, 1.8]),
    faster('Redis queue', 'synchronous, nothing else', 1, [1.5, 1.9]),
    faster('PostgreSQL queue', 'synchronous, nothing else', 100, [3, 3.5]),
    faster('Redis queue', 'synchronous, nothing else', 100, [2.7, 3.5]),
    faster('PostgreSQL queue', 'bare', 100, [0.5, 0.6]),
    judged(
      {
        measure: 'speed of a batch with counts and hashes',
        against: 'the same without',
        unit: 'times',
        wants: 'at least',
        reach: 0.8,
        dream: 0.9,
      },
      ratio(batch?.without, batch?.full),
      quickRun(results),
    ),
  ];
}

/** Who refuses does less work. */
export const refusal = (result: Pick<WriteResult, 'refused'> | undefined) =>
  result && result.refused > 0 ? `${result.refused} requests were refused` : undefined;
