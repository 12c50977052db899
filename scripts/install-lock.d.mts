/** Runs the work while no other process on the same lock file runs its own; waits for its turn without a limit. */
export function withInstallLock<Result>(file: string, work: () => Promise<Result>): Promise<Result>;
