export { UnrecoverableError } from 'bullmq';
export { type Backend, chooseBackend } from './backend.ts';
export { type Consumer, createConsumer, type JobHandlers } from './consumer.ts';
export { createLiveBus, type LiveBus } from './live-bus.ts';
export { failure, type Log } from './log.ts';
export { migrateQueue } from './migrate-queue.ts';
export { createProducer, type Producer, type ProducerOptions } from './producer.ts';
export { openQueues } from './queues.ts';
export { keepSchedules, type Schedules } from './schedules.ts';
