import {
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';

// The holder touches its lock file; one that was not touched for a while belongs to a process that was killed.
// Time, not only the process id, because ids are reused, and other containers' processes are out of sight.
const touchEveryMs = 1_000;
const abandonedAfterMs = 15_000;
const lookAgainMs = 200;

/**
 * Runs the work while no other process on the same lock file runs its own; waits for its turn without a limit.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withInstallLock(file, work) {
  while (!acquire(file)) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  const heartbeat = setInterval(() => touch(file), touchEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(file, { force: true });
  }
}

function acquire(file) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    // A link appears with its content, a newly created file would be empty for a moment.
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned(file)) takeAway(file);
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Renaming decides between several processes that found the same lock abandoned: one of them succeeds. */
function takeAway(file) {
  const aside = `${file}.abandoned.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (!isAbandoned(aside) && !existsSync(file)) renameSync(aside, file);
  rmSync(aside, { force: true });
}

function isAbandoned(file) {
  try {
    const age = Date.now() - statSync(file).mtimeMs;
    return age > abandonedAfterMs || !isAlive(Number(readFileSync(file, 'utf8')));
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The directory was purged by the package manager: nothing to keep alive.
  }
}
