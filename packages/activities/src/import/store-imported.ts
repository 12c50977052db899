import type { EntityManager } from '@mikro-orm/postgresql';
import { actingAs, systemActor, withUserAgent } from '@timetracker/db';
import type { ActivityEvent } from '@timetracker/shared';
import { sql } from 'kysely';
import { CONFLICT, lockHead, storeWithin } from '../ingest/store-events.ts';
import { storeOrSplit } from '../ingest/store-or-split.ts';
import type { ImportedEvent, ImportedPerson } from './imported-event.ts';
import { accountsOf, addPeople, refusedPeople } from './imported-people.ts';

/** What became of a batch: each event is stored, a duplicate or rejected. */
export interface ImportResult {
  imported: number;
  /** Events that were there already with the same content. */
  duplicates: number;
  rejected: { event: ImportedEvent; reason: string }[];
  /** How many accounts were made. */
  people: number;
}

/**
 * Stores a batch of imported events like the worker does, in one transaction together with the accounts that it needs.
 * Unlike there, what contradicts a stored activity is not set aside but told to the caller.
 * @throws when the database is away; the whole batch may be tried again then, nothing is stored twice
 */
export async function storeImported(
  em: EntityManager,
  events: readonly ImportedEvent[],
): Promise<ImportResult> {
  const { results, refused } = await actingAs(systemActor, () =>
    storeOrSplit(events, (some) => em.fork().transactional((tx) => storeTogether(tx, some))),
  );
  const sum = (value: (result: ImportResult) => number) =>
    results.reduce((total, result) => total + value(result), 0);
  return {
    imported: sum((result) => result.imported),
    duplicates: sum((result) => result.duplicates),
    people: sum((result) => result.people),
    rejected: [
      ...results.flatMap((result) => result.rejected),
      ...refused.map(({ item, detail }) => ({
        event: item,
        reason: `is refused by the database: ${detail}`,
      })),
    ],
  };
}

async function storeTogether(tx: EntityManager, events: readonly ImportedEvent[]): Promise<ImportResult> {
  await lockHead(tx);
  const known = await securityOf(tx, events);
  const refused = new Set(
    events.filter((event) => event.refusal !== undefined && !known.has(event.event_id)),
  );
  const accounts = await accountsOf(tx, peopleIn(events));
  const { added, impossible } = await addMissing(tx, events, accounts, known);
  const origins = new Map<ActivityEvent, ImportedEvent>();
  const strangers: ImportedEvent[] = [];
  const nobodys: ImportResult['rejected'] = [];
  for (const event of events) {
    if (refused.has(event)) continue;
    const { person, refusal: _, unstated = [], ...rest } = event;
    const user_id = person === null ? null : (accounts.get(person.username) ?? added.get(person.username));
    const stored = known.get(event.event_id);
    const reason = person && !stored ? impossible.get(person.username) : undefined;
    if (reason !== undefined) nobodys.push({ event, reason });
    else if (user_id === undefined) strangers.push(event);
    else {
      const completed = Object.fromEntries(unstated.map((field) => [field, stored?.[field] ?? null]));
      origins.set({ ...rest, ...completed, user_id }, event);
    }
  }
  const { stored, duplicates, conflicts } = await storeWithin(tx, [...origins.keys()]);
  const contradicting = [...strangers, ...conflicts.flatMap((event) => origins.get(event) ?? [])];
  return {
    imported: stored.length,
    duplicates,
    people: added.size,
    rejected: [
      ...nobodys,
      ...[...refused].map((event) => ({ event, reason: event.refusal ?? '' })),
      ...contradicting.map((event) => ({ event, reason: `event_id ${event.event_id} ${CONFLICT}` })),
    ],
  };
}

/**
 * Accounts for those who have none and of whom something is new. Whoever is only spoken of by what is stored already had
 * an account once, under this name: it was renamed or forgotten, and does not come back.
 * @returns the ids of the new accounts, and why others are impossible, by user name
 */
async function addMissing(
  tx: EntityManager,
  events: readonly ImportedEvent[],
  accounts: ReadonlyMap<string, number>,
  known: ReadonlyMap<string, unknown>,
): Promise<{ added: Map<string, number>; impossible: Map<string, string> }> {
  const people = peopleIn(
    events.filter(
      ({ event_id, person, refusal }) =>
        person !== null && refusal === undefined && !accounts.has(person.username) && !known.has(event_id),
    ),
  );
  if (people.length === 0) return { added: new Map(), impossible: new Map() };
  const impossible = await refusedPeople(tx, people);
  const added = await addPeople(
    tx,
    people.filter(({ username }) => !impossible.has(username)),
  );
  return { added, impossible };
}

type Security = Pick<ActivityEvent, 'event_id' | 'ip_address' | 'user_agent'>;

/** Of the given events, those that are stored, with what only administrators see of them. Call it with the head locked. */
async function securityOf(
  tx: EntityManager,
  events: readonly { event_id: string }[],
): Promise<Map<string, Security>> {
  const { rows } = await sql<Security & { agent: string | null }>`
    select event_id, ip_address, user_agent, agent from activities
    where event_id = any(${events.map(({ event_id }) => event_id)}::uuid[])`.execute(tx.getKysely());
  return new Map(rows.map((row) => [row.event_id, withUserAgent(row)]));
}

/** The people of events, each once, as the first event calls them. */
function peopleIn(events: readonly ImportedEvent[]): ImportedPerson[] {
  const people = new Map<string, ImportedPerson>();
  for (const { person } of events) {
    if (person && !people.has(person.username)) people.set(person.username, person);
  }
  return [...people.values()];
}
