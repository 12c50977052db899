export * from './catalog/index.ts';
export * from './contracts/index.ts';
export * from './env.ts';
export * from './errors.ts';
export * from './event-id.ts';
export * from './jobs/index.ts';
export * from './log-entry.ts';
export * from './utc-day.ts';
