import {
  type ChangeSet,
  type EntityManager,
  type EntityMetadata,
  type EntityProperty,
  JsonType,
} from '@mikro-orm/core';

/** An entity as its row is: field → value in the type that the column has in the program; null: empty. */
export type EntityState = Record<string, unknown>;

/** What a change set turns into what. `before` null: the entity is new; `after` null: it is gone. */
export interface EntityStates {
  before: EntityState | null;
  after: EntityState | null;
}

/**
 * Both states of a change set, in one representation. The unit of work keeps what it loaded as the database takes it (a
 * bigint as text, JSON as text) and the entity holds what the program works with: as they are, they differ where nothing
 * was changed. So both are taken as the database takes them and read by the type of their column.
 */
export function entityStates(
  { entity, meta }: ChangeSet<object>,
  kind: 'create' | 'update' | 'delete',
  em: EntityManager,
): EntityStates {
  const stateOf = (snapshot: object) => asState(snapshot, meta, em);
  const held = em.getComparator().prepareEntity(entity);
  const loaded = em.getUnitOfWork(false).getOriginalEntityData(entity);
  return {
    // Of what is removed without having been loaded, what the entity holds is the best that is known.
    before: kind === 'create' ? null : stateOf(loaded ?? held),
    after: kind === 'delete' ? null : stateOf(held),
  };
}

function asState(snapshot: object, meta: EntityMetadata<object>, em: EntityManager): EntityState {
  const values: EntityState = { ...snapshot };
  return Object.fromEntries(
    meta.props
      .filter(({ name }) => name in values)
      .map((property) => [property.name, valueOf(values[property.name], property, em)]),
  );
}

function valueOf(value: unknown, { customType }: EntityProperty<object>, em: EntityManager): unknown {
  if (value === null || value === undefined) return null;
  // The library takes JSON for read, as what a row holds is once it is loaded.
  if (customType instanceof JsonType && typeof value === 'string') return JSON.parse(value);
  return customType ? customType.convertToJSValue(value, em.getPlatform()) : value;
}

/** A state with the keys that its row has been given since it was written. */
export function withKeys(
  state: EntityState,
  { entity, meta }: Pick<ChangeSet<object>, 'entity' | 'meta'>,
): EntityState {
  const written: EntityState = { ...entity };
  return { ...state, ...Object.fromEntries(meta.primaryKeys.map((key) => [key, written[key]])) };
}
