/** While more than the first lock is held: less than the second after which PostgreSQL looks for deadlocks (`deadlock_timeout`). */
export const SHORT_WAIT_MS = 250;
const LONGEST_WAIT_MS = 3_000;

/**
 * For the first lock; grows with each attempt, because a vacuum of a table gives way only to who has waited for a second.
 * @param failed how many attempts went before
 * @returns milliseconds
 */
export const firstWaitMs = (failed: number): number => Math.min(LONGEST_WAIT_MS, SHORT_WAIT_MS * 2 ** failed);
