export { countDue, type Due, type PurgeScope } from './due.ts';
export * from './legal-holds.ts';
export * from './policies.ts';
export { findPurge, listPurges, openPurges, type Purge } from './purge.ts';
export * from './request-purge.ts';
export * from './run-purge.ts';
