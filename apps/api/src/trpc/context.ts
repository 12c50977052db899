import type { Authentication, Principal } from '@timetracker/accounts';
import type { Database, EntityManager } from '@timetracker/db';
import type { JobSender } from '@timetracker/queue';
import type { Env } from '@timetracker/shared/env';
import type { Logger } from 'pino';
import type { EventIntake } from '../ingest/event-intake.ts';
import type { KnownPeople } from '../ingest/known-people.ts';
import type { StoredWatermark } from '../ingest/stored-watermark.ts';
import type { AttemptLimit } from '../limits/attempt-limit.ts';
import type { ReadRoom } from '../memory/read-room.ts';
import type { RightsWatch } from '../sessions/rights-watch.ts';

/** What a process has one of. */
export interface Services {
  env: Env;
  log: Logger;
  db: Database;
  auth: Authentication;
  intake: EventIntake;
  stored: StoredWatermark;
  rights: RightsWatch;
  /** Whom posted events may be about. */
  known: KnownPeople;
  /** Background jobs. */
  jobs: JobSender;
  /** Of whoever has not signed in. */
  attempts: AttemptLimit;
}

/** What a procedure knows of the request. */
export interface Context {
  services: Services;
  /** The transaction that the call takes part in; without one, it is a unit of work of its own. */
  em?: EntityManager;
  /** Names the request in the log and in internal errors. */
  request_id: string;
  principal: Principal | null;
  /** The memory for what it reads. */
  room: ReadRoom;
  ip_address: string | null;
  user_agent: string | null;
  /** The request's `Prefer` header (RFC 7240). */
  prefer: string | null;
  /** Lets a REST answer have another status than its procedure's usual one, or more headers. */
  respond: (answer: { status?: number; headers?: Record<string, string> }) => void;
}
