/** So many failures of one kind of job, without a success between them, are no accident. */
const MANY = 3;

/** Notices kinds of jobs that fail again and again. */
export function createFailingJobs() {
  const failures = new Map<string, number>();
  return {
    failed: (name: string): void => void failures.set(name, (failures.get(name) ?? 0) + 1),
    completed: (name: string): void => void failures.delete(name),
    /** The names of jobs whose last three tries have failed. */
    names: (): string[] => [...failures].flatMap(([name, count]) => (count >= MANY ? [name] : [])),
  };
}
