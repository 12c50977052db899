import type { QueueName } from './queues.ts';

/**
 * Schedules that earlier releases declared and this one does not: they end wherever they are found. Whoever takes away a
 * job's schedule, renames the job or moves it to another queue adds the old one here. What is neither declared nor listed
 * stays, because a newer release may have declared it.
 */
export const retiredSchedules: readonly { queue: QueueName; name: string }[] = [];
