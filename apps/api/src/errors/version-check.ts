import { AppError } from '@timetracker/shared';

/** What somebody sees whose change was based on an older state. */
export const versionConflict = () =>
  new AppError('conflict', 'Somebody changed this in the meantime; look at both versions and decide', {
    issues: [{ path: 'version', message: 'is not the current one' }],
  });

/**
 * Guards against lost updates: a change names the version that it is based on.
 * Two changes at the same instant are told apart by the database (the ORM's version column).
 * @param version undefined: the caller wants its change whatever happened before
 * @throws {AppError} conflict when somebody else was faster
 */
export function checkVersion(entity: { version: number }, version: number | undefined): void {
  if (version !== undefined && version !== entity.version) throw versionConflict();
}
