export { type MigratingOptions, untilUnlocked } from './until-unlocked.ts';
export { firstWaitMs, SHORT_WAIT_MS } from './waits.ts';
export type { LockWatch, TableLock } from './watch-locks.ts';
