/**
 * The roles of the database that hold the rights of the processes. Nobody signs in as one of them: logins are members.
 * Whoever owns the tables is a third, which migrates and is used from the command line.
 */
export const databaseRoles = { api: 'timetracker_api', worker: 'timetracker_worker' } as const;

/** A process that has rights of its own in the database. */
export type DatabaseProcess = keyof typeof databaseRoles;
