import type { EntityManager, EventSubscriber, FlushEventArgs, TransactionEventArgs } from '@mikro-orm/core';
import {
  type ActivityEvent,
  beginningOf,
  describeActivity,
  newEventId,
  versioned,
} from '@timetracker/shared';
import { OutboxEvent } from '../entities/index.ts';
import { type Actor, currentActor, currentTime } from './actor.ts';
import { type CapturedChange, capturedChanges } from './captured-change.ts';
import { capturedEntities } from './captured-entities.ts';
import { withKeys } from './entity-states.ts';

/** As the contract has it, in characters. */
const NAME_LENGTH = 500;

/** A captured change with who made it and when. */
interface Pending extends CapturedChange {
  actor: Actor;
  occurred_at: Date;
}

/**
 * Turns flushed changes of tracked entities into outbox rows of the same transaction. `onFlush` sees what will
 * change while old values and the names of related entities are still known; the rows are written just before the
 * commit, when new entities have their ids. A rollback leaves neither. Bulk writes (`nativeUpdate`, query builder) make no change sets and
 * are not seen here: features use entities and `flush()`.
 */
export class ActivityCapture implements EventSubscriber {
  readonly #pending = new WeakMap<EntityManager, Pending[]>();

  async onFlush({ em, uow }: FlushEventArgs): Promise<void> {
    const changes: Pending[] = [];
    for (const changeSet of uow.getChangeSets())
      for (const captured of capturedEntities.get(changeSet.meta.className) ?? [])
        for (const change of await capturedChanges(captured, changeSet, em))
          changes.push({ ...change, actor: currentActor(), occurred_at: currentTime() });
    if (changes.length > 0) this.#pending.set(em, [...(this.#pending.get(em) ?? []), ...changes]);
  }

  async beforeTransactionCommit({ em }: TransactionEventArgs): Promise<void> {
    const pending = this.#pending.get(em);
    if (!pending) return;
    this.#pending.delete(em);
    const events = pending.map(toEvent);
    const created_at = new Date();
    await em.insertMany(
      OutboxEvent,
      events.map((event) => ({ event_id: event.event_id, payload: versioned(event), created_at })),
    );
  }

  afterTransactionRollback({ em }: TransactionEventArgs): void {
    this.#pending.delete(em);
  }
}

function toEvent({
  captured,
  changeSet,
  kind,
  action,
  changes,
  details,
  actor,
  ...change
}: Pending): ActivityEvent {
  const state = kind === 'create' ? withKeys(change.state, changeSet) : change.state;
  const { part_of } = captured;
  // A part that was created has its id by now, and may be known by it.
  const told =
    part_of && kind === 'create'
      ? { [part_of.field]: { ...changes[part_of.field], after: part_of.value(state) } }
      : changes;
  const facts = {
    action,
    entity_type: captured.type,
    entity_name: change.entity_name === null ? null : beginningOf(change.entity_name, NAME_LENGTH),
    extra_data: { ...details, changes: asJson(told) },
  };
  return {
    event_id: newEventId(),
    ...actor,
    ...facts,
    entity_id: captured.id(state),
    description: describeActivity(facts),
    project_id: captured.project_id(state),
    source: 'app',
    occurred_at: change.occurred_at.toISOString(),
    received_at: new Date().toISOString(),
  };
}

type Json = ActivityEvent['extra_data'][string];
const asJson = (changes: object): Json => JSON.parse(JSON.stringify(changes)) as Json;
