import type { Differences } from '@timetracker/activities';
import { Gauge, type Registry } from 'prom-client';

/**
 * What the last comparison of the rollups found. Its metrics begin with the first one that came to its end: before, no
 * number says that all is well.
 */
export function createReconcileMetrics(registry: Registry) {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `timetracker_rollup_${name}`, help, registers: [] });
  const differences = gauge('differences', 'Rollups that differed from the activities when last compared');
  const reconciledAt = gauge('reconciled_timestamp_seconds', 'When the last comparison came to its end');
  const duration = gauge('reconcile_duration_seconds', 'How long the last comparison took');
  return (found: Differences, seconds: number): void => {
    for (const metric of [differences, reconciledAt, duration]) registry.registerMetric(metric);
    differences.set(found.total);
    reconciledAt.setToCurrentTime();
    duration.set(seconds);
  };
}
