// A lock not got in time; deadlock, serialization failure: PostgreSQL has undone the transaction for the sake of others.
const LOST = new Set(['55P03', '40P01', '40001']);

/** Whether an error says that others were in the way, so that the same transaction may succeed later. */
export const lostToALock = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && LOST.has(error.code)) || lostToALock(error.cause));
