import type { Hash } from '@timetracker/log';
import { z } from 'zod';
import type { LoggedActivity } from './log-evidence.ts';

/** What activities in the log say about an erasure or a purge: that it began, took steps, and ended. */
export interface Claim {
  begun?: Beginning;
  /** Those between the beginning and the end. */
  steps: Step[];
  ended?: Ending;
}

interface Told {
  /** The activity that says so. */
  id: number;
  /** About whom or what: whoever is told something else in the middle tells so, too. */
  scope: string;
}

interface Beginning extends Told {
  recorded_at: string;
  /** The last activity that it is about; undefined for those of a time when steps were not told. */
  last_id?: number | undefined;
  /** An erasure ends with what was stored while it ran; a purge takes nothing later than it announced. */
  goes_on?: boolean;
}

/** What one transaction did to the activities above `after` and up to `through`. */
export interface Step extends Told {
  after: number;
  through: number;
  /** How many activities it rewrote or removed. */
  count: number;
  /** The root over their part of the list. */
  root: Hash;
}

interface Ending extends Told {
  /** How many all steps together rewrote or removed. */
  count: number | undefined;
  root: Hash;
}

/** What is said about lists of rewritten and of purged activities, by erasure or purge. */
export interface Claims {
  erasures: Map<string, Claim>;
  purges: Map<string, Claim>;
}

/** Before anything is said. */
export const noClaims = (): Claims => ({ erasures: new Map(), purges: new Map() });

const number = z.int().nonnegative();
const ofErasure = z.object({ erasure_id: z.string() });
const ofPurge = z.object({ purge_id: z.string() });
const beginning = z.object({ last_id: number.optional() });
const ending = z.object({ root: z.string(), rewritten: number.optional(), purged: number.optional() });
const scope = z.object({ before: z.string().optional(), entity_type: z.string().nullish() });
const step = ending.extend({ after: number, through: number });

/** Notes what an activity says, if it tells of an erasure or a purge. The first to begin or to end one counts. */
export function noteClaim(claims: Claims, activity: LoggedActivity): void {
  const { id, recorded_at, entity_type, action, extra_data } = activity;
  if (entity_type !== 'audit') return;
  const erasure = ofErasure.safeParse(extra_data).data?.erasure_id;
  const purge = ofPurge.safeParse(extra_data).data?.purge_id;
  if (action === 'started') {
    const { data } = beginning.safeParse(extra_data);
    const claim = erasure === undefined ? of(claims.purges, purge) : of(claims.erasures, erasure);
    if (claim && data)
      claim.begun ??= {
        id,
        scope: scopeOf(activity),
        recorded_at,
        last_id: data.last_id,
        goes_on: erasure !== undefined,
      };
  }
  if (action === 'anonymized') noteDone(of(claims.erasures, erasure), activity);
  if (action === 'purged') noteDone(of(claims.purges, purge), activity);
}

function of(claims: Map<string, Claim>, list: string | undefined): Claim | undefined {
  if (list === undefined) return undefined;
  const known = claims.get(list);
  if (known) return known;
  const claim: Claim = { steps: [] };
  claims.set(list, claim);
  return claim;
}

function scopeOf({ entity_id, extra_data }: LoggedActivity): string {
  const { before, entity_type } = scope.safeParse(extra_data).data ?? {};
  return JSON.stringify([entity_id, before, entity_type]);
}

function noteDone(claim: Claim | undefined, activity: LoggedActivity): void {
  const { id, extra_data } = activity;
  const end = ending.safeParse(extra_data).data;
  if (!claim || !end || claim.ended) return;
  const { root, rewritten, purged } = end;
  const count = rewritten ?? purged;
  const told = { id, scope: scopeOf(activity), root };
  const part = step.safeParse(extra_data).data;
  if (!part) claim.ended = { ...told, count };
  else if (claim.begun)
    claim.steps.push({ ...told, after: part.after, through: part.through, count: count ?? -1 });
}
