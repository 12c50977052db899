import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@timetracker/db';
import { sql } from 'kysely';
import { type ServerProcess, startProcess } from '../server-process.ts';
import { rounded } from '../statistics.ts';

interface State {
  scanned: number;
  target: number;
  stage: string;
  rewritten: number;
}

const WORKER = new URL('../../../../apps/worker/src/main.ts', import.meta.url).pathname;
/** The worker is killed once so much is done. */
const MIDDLE = 1 / 3;
const LOOK_MS = 50;
const PATIENCE_MS = 30 * 60_000;

/**
 * Has a worker do an anonymization, kills it in the middle, and has another one take it to its end.
 * @returns `isDone`: whether that is over, well or not; `isBusy`: whether activities are being rewritten at the moment
 */
export function workThroughAKill(db: Database, id: string, env: Record<string, string>) {
  let done = false;
  let busy = false;
  const finished = work(db, id, env, (now) => (busy = now)).finally(() => (done = true));
  // Whoever awaits it hears of it; until then it is nobody's surprise.
  finished.catch(() => undefined);
  return { finished, isDone: () => done, isBusy: () => busy };
}

async function work(
  db: Database,
  id: string,
  env: Record<string, string>,
  tellBusy: (busy: boolean) => void,
) {
  let worker: ServerProcess = await startProcess(WORKER, env);
  let killed_at: number | undefined;
  let left = 0;
  try {
    const begin = performance.now();
    for (;;) {
      const { scanned, target, stage, rewritten } = await stateOf(db, id);
      if (stage === 'completed') return { rewritten, killed_at };
      // Nobody works from the kill until the next worker has done a step.
      tellBusy(stage === 'activities' && scanned >= left);
      const share = target === 0 ? 0 : scanned / target;
      if (killed_at === undefined && stage === 'activities' && share >= MIDDLE && share < 1) {
        killed_at = rounded(share);
        left = scanned + 1;
        tellBusy(false);
        await worker.stop('SIGKILL');
        worker = await startProcess(WORKER, env);
      }
      if (performance.now() - begin > PATIENCE_MS) throw new Error('The anonymization does not end');
      await pause(LOOK_MS);
    }
  } finally {
    await worker.stop();
  }
}

async function stateOf(db: Database, id: string): Promise<State> {
  const { rows } = await sql<State>`
    select scanned, target, stage, coalesce((counts->>'activities')::integer, 0) as rewritten
    from anonymizations where id = ${id}`.execute(db.em.fork().getKysely());
  const [state] = rows;
  if (!state) throw new Error('The anonymization is gone');
  return state;
}
