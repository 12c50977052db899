import {
  beginsWithLaterVersion,
  jobs as declaredJobs,
  EVENT_VERSION,
  type QueueName,
} from '@timetracker/shared';
import { UnrecoverableError } from 'bullmq';
import type { AtHand } from './at-hand.ts';
import type { Backend } from './backend.ts';
import type { FetchedJob } from './bounded-worker.ts';
import { beginningOf, type Carried, carriedBy, partsOf } from './carried.ts';
import { suspect } from './isolation.ts';
import { jobOptions } from './job-options.ts';
import type { Log } from './log.ts';
import { AwaitsNewerWorker, awaitNewerWorker, sendApart } from './newer-events.ts';
import { openQueue } from './queues.ts';

/** Says how far a job has come, from 0 to 100, for those who look at the queue. */
export type ReportProgress = (percent: number) => void;

/** What is done for each job name. A job that carries many events is handed over in parts. */
export type JobHandlers = Readonly<
  Record<string, (payload: unknown, report: ReportProgress) => Promise<void>>
>;

/** Keeps an event that cannot be stored, with the reason. */
export type SetApart = (event: { payload: unknown; detail: string }) => Promise<void>;

export interface ProcessParts {
  backend: Backend;
  queue: QueueName;
  handlers: JobHandlers;
  atHand: AtHand;
  setApart: SetApart;
  log: Log;
}

/** So many workers may die of a job that carries no events, or of a single event, while they do nothing else. */
const MOST_DEATHS = 2;

/**
 * What a worker does with a job. One that was in the hands of a worker that died is done alone. If a worker dies of it
 * again, it becomes a job for each event; if two die of a single event, that is kept apart, so that the rest goes on.
 */
export function createProcess(parts: ProcessParts) {
  return async (job: FetchedJob, json: string): Promise<void> => {
    const handler = parts.handlers[job.name];
    if (!handler) throw new UnrecoverableError(`no handler for job ${job.name}`);
    const { deathsAlone } = job.stalledCounter > 0 ? await suspect(job) : { deathsAlone: 0 };
    const carried = carriedBy(json);
    if (deathsAlone > 0 && (await isKeptApart(job, carried, deathsAlone, parts))) return;
    // Nobody waits for what is only to be looked at, nor fails with it.
    const report = (percent: number) =>
      job.stalledCounter > 0 ? undefined : void job.updateProgress(percent).catch(() => undefined);
    const later = new LaterEvents();
    const handle = (payload: unknown) => handler(payload, report).catch(later.take);
    if (carried.kind === 'read') await handle(carried.payload);
    else
      for (const part of partsOf(carried)) {
        if (!('tooBig' in part))
          await parts.atHand.within(part.weight, () => handle({ events: part.read() }));
        else if (beginsWithLaterVersion(part.tooBig)) later.takeUnread();
        else await parts.setApart(tooBig(part.tooBig));
      }
    if (later.count > 0) await letWait(job, carried, later, parts);
  };
}

/** Events of a job that wait for a newer worker, part by part, as text: that takes no more memory than the job's own. */
class LaterEvents {
  readonly texts: string[] = [];
  count = 0;
  version = EVENT_VERSION;
  isUnread = false;

  /** @throws what says anything else than that events wait */
  readonly take = (error: unknown): void => {
    if (!(error instanceof AwaitsNewerWorker)) throw error;
    this.texts.push(JSON.stringify(error.events));
    this.count += error.events.length;
    this.version = Math.max(this.version, error.version);
  };

  /** One that is too big to be read. */
  takeUnread(): void {
    this.count++;
    this.version = Math.max(this.version, EVENT_VERSION + 1);
    this.isUnread = true;
  }
}

/**
 * A job all of whose events wait stays as it is, and so does one with an event that is too big to be read. Of another, those that
 * wait become jobs of their own, and it is done.
 */
async function letWait(
  job: FetchedJob,
  carried: Carried,
  { texts, count, version, isUnread }: LaterEvents,
  { backend, queue, log }: ProcessParts,
): Promise<void> {
  if (isUnread || count === countEvents(carried)) return awaitNewerWorker(job, { version, events: count });
  const sending = openQueue(backend, queue, log);
  try {
    for (const [part, text] of texts.entries())
      await sendApart(sending, job, part, JSON.parse(text) as unknown[]);
  } finally {
    await sending.close();
  }
}

const tooBig = (json: string) => ({
  payload: beginningOf(json),
  detail: `An event of ${json.length} characters is too big; of what it was, the beginning is kept`,
});

/** @returns whether there is nothing left to do for the job itself */
async function isKeptApart(
  job: FetchedJob,
  carried: Carried,
  deaths: number,
  parts: ProcessParts,
): Promise<boolean> {
  const count = countEvents(carried);
  if (count > 1) {
    parts.log.warn({ job: job.id, events: count }, 'workers died of a job: it is tried event by event');
    await splitUp(job, carried, parts);
    return true;
  }
  if (deaths < MOST_DEATHS) return false;
  const detail = `${deaths} workers ended while they did nothing but this`;
  parts.log.warn({ job: job.id, name: job.name }, `a job is kept apart: ${detail}`);
  if (count === 0) throw new UnrecoverableError(detail);
  for (const event of eventsOf(carried)) await parts.setApart({ ...event, detail: event.detail ?? detail });
  return true;
}

/** Events of a job as they are kept apart or sent again. */
function* eventsOf(carried: Carried): Generator<{ payload: unknown; detail?: string }> {
  if (carried.kind === 'read') {
    for (const payload of listIn(carried.payload)) yield { payload };
    return;
  }
  for (const part of partsOf(carried)) {
    if ('tooBig' in part) yield tooBig(part.tooBig);
    else for (const payload of part.read()) yield { payload };
  }
}

const listIn = (payload: unknown): unknown[] =>
  typeof payload === 'object' && payload !== null && 'events' in payload && Array.isArray(payload.events)
    ? payload.events
    : [];

const countEvents = (carried: Carried) =>
  carried.kind === 'events' ? carried.cuts.length : listIn(carried.payload).length;

/** Sent again after a crash in the middle, they are stored once all the same. */
async function splitUp(job: FetchedJob, carried: Carried, { backend, queue, setApart, log }: ProcessParts) {
  const declared = declaredJobs.find(({ name }) => name === job.name);
  const sending = openQueue(backend, queue, log);
  try {
    for (const { payload, detail } of eventsOf(carried)) {
      if (detail !== undefined) await setApart({ payload, detail });
      else await sending.add(job.name, { events: [payload] }, declared ? jobOptions(declared) : job.opts);
    }
  } finally {
    await sending.close();
  }
}
