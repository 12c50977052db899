/** Jobs that a worker has fetched and not finished. */
export interface AtHand {
  /** Notes a job that was fetched. `alone`: nothing else may be done while it is. */
  take: (id: string, job: { bytes: number; alone: boolean }) => void;
  /** Forgets a job that came to its end in whatever way. */
  drop: (id: string) => void;
  /** How many jobs may be at hand now: as many as declared, or no other. */
  limit: () => number;
  /** Does a job as soon as what else is at hand allows it. */
  run: (id: string, work: () => Promise<void>) => Promise<void>;
  /** Does a part of a job, which takes so many bytes, as soon as parts of others leave room for it. */
  within: (bytes: number, work: () => Promise<void>) => Promise<void>;
}

export interface AtHandLimits {
  /** Jobs at once. */
  jobs: number;
  /** Bytes of what jobs carry, as it came; whoever has that many fetches no more. */
  carried: number;
  /** Bytes in memory of what was read from it; one part may be bigger. */
  read: number;
}

/** Keeps what a worker has at hand within limits, and jobs apart that are to be tried alone. */
export function createAtHand(limits: AtHandLimits): AtHand {
  const jobs = new Map<string, { bytes: number; alone: boolean }>();
  let running = 0;
  let isOneAlone = false;
  let read = 0;
  let changed = Promise.withResolvers<void>();

  const tell = () => {
    const before = changed;
    changed = Promise.withResolvers<void>();
    before.resolve();
  };

  return {
    take: (id, job) => void jobs.set(id, job),
    drop: (id) => void jobs.delete(id),
    limit: () => {
      const all = [...jobs.values()];
      const carried = all.reduce((sum, { bytes }) => sum + bytes, 0);
      return carried >= limits.carried || all.some(({ alone }) => alone) ? 1 : limits.jobs;
    },
    run: async (id, work) => {
      const alone = jobs.get(id)?.alone ?? false;
      const mayRun = () => !isOneAlone && (!alone || running === 0);
      // Asked again after each wait: whoever else waited may have been faster.
      while (!mayRun()) await changed.promise;
      running++;
      isOneAlone = alone;
      try {
        await work();
      } finally {
        running--;
        if (alone) isOneAlone = false;
        jobs.delete(id);
        tell();
      }
    },
    within: async (bytes, work) => {
      const isRoom = () => read === 0 || read + bytes <= limits.read;
      while (!isRoom()) await changed.promise;
      read += bytes;
      try {
        await work();
      } finally {
        read -= bytes;
        tell();
      }
    },
  };
}
