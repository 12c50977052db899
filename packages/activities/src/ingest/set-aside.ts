import type { EntityManager } from '@mikro-orm/postgresql';
import { isShallow, MAX_NESTING } from '@timetracker/shared';
import { sql } from 'kysely';
import { countForgotten, forgottenPeople } from '../redaction/erased-subjects.ts';
import { redactUnfit } from '../redaction/redact-unfit.ts';

/** An event that will never be stored: not in shape, refused by the database, or contradicting a stored one. */
export interface UnfitEvent {
  event_id: string | null;
  reason: 'invalid' | 'rejected' | 'conflict';
  detail: string;
  payload: unknown;
}

const TOO_DEEP = '…';

/** A value of JSON without what is nested deeper: whoever looks into that later would run out of stack. */
function upTo(levels: number, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || isShallow(value, levels)) return value;
  if (levels === 0) return TOO_DEEP;
  if (Array.isArray(value)) return value.map((inner) => upTo(levels - 1, inner));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, upTo(levels - 1, inner)]));
}

const NUL = '\u0000';

/**
 * Keeps unfit events with their reasons, without the names of people who were forgotten, and without what is nested deeper than
 * an event may be. A redelivered one is kept once.
 */
export async function setAside(em: EntityManager, unfit: readonly UnfitEvent[]): Promise<void> {
  if (unfit.length === 0) return;
  const people = await forgottenPeople(em, await countForgotten(em));
  const events = unfit.map((event) => {
    const kept = { ...event, payload: upTo(MAX_NESTING, event.payload) };
    return { ...kept, ...redactUnfit(kept, people) };
  });
  const column = <Value>(value: (event: UnfitEvent) => Value) => events.map(value);
  await sql`
    insert into activity_set_aside (event_id, reason, detail, payload)
    select * from unnest(${column((event) => event.event_id)}::text[], ${column((event) => event.reason)}::text[],
      ${column((event) => event.detail.replaceAll(NUL, ''))}::text[],
      ${column((event) => JSON.stringify(event.payload))}::text[])
    on conflict do nothing`.execute(em.getKysely());
}
