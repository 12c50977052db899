import type { Results } from '../run-bench.ts';
import { queues } from '../served.ts';
import { engineDoubt, judged, type Mark, quickRun } from './mark.ts';

/** From a POST to an open stream. */
export function latencyMarks(results: Results): Mark[] {
  return queues.flatMap((queue) => {
    const latency = results.latency?.find((one) => one.queue === queue);
    const why = quickRun(results) ?? engineDoubt(latency?.redis);
    const wanted = { against: '', unit: 'ms', wants: 'at most' } as const;
    const measure = `POST to an open stream, idle, ${queue}`;
    return [
      judged({ ...wanted, measure: `${measure}, median`, reach: 30, dream: 15 }, latency?.ms.median, why),
      judged({ ...wanted, measure: `${measure}, p95`, reach: 80, dream: 40 }, latency?.ms.p95, why),
    ];
  });
}
