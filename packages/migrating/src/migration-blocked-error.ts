/** Others held locks that a migration needs for too long. The message is one line that says who, and what to do. */
export class MigrationBlockedError extends Error {
  override name = 'MigrationBlockedError';

  /** @param waitedFor what was in the way, in words */
  constructor(afterMs: number, waitedFor: string) {
    super(
      `The database was not migrated within ${Math.round(afterMs / 1_000)} s: ${waitedFor}. ` +
        'Nothing was changed: let that come to its end, then run npm run migrate again',
    );
  }
}
