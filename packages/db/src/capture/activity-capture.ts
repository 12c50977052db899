import type {
  ChangeSet,
  EntityManager,
  EventSubscriber,
  FlushEventArgs,
  TransactionEventArgs,
} from '@mikro-orm/core';
import {
  type ActivityEvent,
  actionOf,
  type Changes,
  describeActivity,
  entityDefinition,
  newEventId,
} from '@timetracker/shared';
import { OutboxEvent } from '../entities/index.ts';
import { type Actor, currentActor, currentTime } from './actor.ts';
import { type CapturedEntity, capturedEntities } from './captured-entities.ts';
import { changesBetween } from './changes.ts';

interface CapturedChange {
  captured: CapturedEntity<object>;
  entity: object;
  kind: 'create' | 'update' | 'delete';
  changes: Changes;
  entity_name: string;
  details: Record<string, string | number>;
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
  readonly #pending = new WeakMap<EntityManager, CapturedChange[]>();

  async onFlush({ em, uow }: FlushEventArgs): Promise<void> {
    const changes: CapturedChange[] = [];
    for (const changeSet of uow.getChangeSets()) changes.push(...(await capturedChange(changeSet, em)));
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
      events.map((event) => ({ event_id: event.event_id, payload: event, created_at })),
    );
  }

  afterTransactionRollback({ em }: TransactionEventArgs): void {
    this.#pending.delete(em);
  }
}

const kinds = {
  create: 'create',
  update: 'update',
  update_early: 'update',
  delete: 'delete',
  delete_early: 'delete',
} as const;

async function capturedChange(changeSet: ChangeSet<object>, em: EntityManager): Promise<CapturedChange[]> {
  const changes: CapturedChange[] = [];
  for (const captured of capturedEntities.get(changeSet.meta.className) ?? []) {
    const change = await changeOf(captured, changeSet, em);
    if (change) changes.push(change);
  }
  return changes;
}

async function changeOf(
  captured: CapturedEntity<object>,
  changeSet: ChangeSet<object>,
  em: EntityManager,
): Promise<CapturedChange | null> {
  const kind = kinds[changeSet.type];
  const { entity } = changeSet;
  if (captured.part_of && !captured.part_of.kinds.includes(kind)) return null;
  const changes = captured.part_of
    ? partChange(captured.part_of, changeSet, kind)
    : trackedChanges(captured, changeSet, kind);
  if (kind === 'update' && Object.keys(changes).length === 0) return null;
  const actor = currentActor();
  const entity_name = (await captured.name(entity, em)).slice(0, 500);
  const details = (await captured.details?.(entity, em, kind)) ?? {};
  await nameReferences(captured.references ?? {}, changes, em);
  return { captured, entity, kind, changes, entity_name, details, actor, occurred_at: currentTime() };
}

function trackedChanges(
  captured: CapturedEntity<object>,
  changeSet: ChangeSet<object>,
  kind: CapturedChange['kind'],
) {
  const before = kind === 'create' ? null : { ...changeSet.originalEntity };
  const after = kind === 'delete' ? null : { ...changeSet.entity };
  // A removed entity that was never loaded whole has no original: what it holds is the best that is known.
  return changesBetween(
    entityDefinition(captured.type).tracked,
    kind === 'delete' ? { ...changeSet.entity } : before,
    after,
  );
}

/** Beside the ids of other entities, what these were called: a reader cannot look it up once they are gone. */
async function nameReferences(
  references: NonNullable<CapturedEntity<object>['references']>,
  changes: Changes,
  em: EntityManager,
): Promise<void> {
  for (const [field, nameOf] of Object.entries(references)) {
    const change = changes[field];
    if (typeof change?.before === 'number') change.before_name = await nameOf(em, change.before);
    if (typeof change?.after === 'number') change.after_name = await nameOf(em, change.after);
  }
}

function partChange(
  part: NonNullable<CapturedEntity<object>['part_of']>,
  { entity, originalEntity }: ChangeSet<object>,
  kind: CapturedChange['kind'],
): Changes {
  const value = part.value(entity);
  const before = kind === 'update' ? part.value({ ...entity, ...originalEntity }) : value;
  return {
    [part.field]: { before: kind === 'create' ? null : before, after: kind === 'delete' ? null : value },
  };
}

function actionFor({ captured, kind, changes }: CapturedChange) {
  const definition = entityDefinition(captured.type);
  if (kind === 'update' || captured.part_of) return actionOf(definition, changes);
  if (kind === 'delete') return 'deleted';
  const fields = Object.fromEntries(
    definition.tracked.map((field) => [field, changes[field]?.after ?? null]),
  );
  return definition.on_create?.(fields) ?? 'created';
}

function toEvent(change: CapturedChange): ActivityEvent {
  const { captured, entity, kind, changes, entity_name, details, actor, occurred_at } = change;
  const action = actionFor(change);
  const status = kind === 'update' ? changes['status'] : undefined;
  const extra_data = {
    ...(status && { old_status: String(status.before), new_status: String(status.after) }),
    ...details,
    changes: asJson(changes),
  };
  return {
    event_id: newEventId(),
    ...actor,
    action,
    entity_type: captured.type,
    entity_id: captured.id(entity),
    entity_name,
    description: describeActivity({ action, entity_type: captured.type, entity_name, extra_data }),
    extra_data,
    project_id: captured.project_id(entity),
    source: 'app',
    occurred_at: occurred_at.toISOString(),
    received_at: new Date().toISOString(),
  };
}

type Json = ActivityEvent['extra_data'][string];
const asJson = (changes: Changes): Json => JSON.parse(JSON.stringify(changes)) as Json;
